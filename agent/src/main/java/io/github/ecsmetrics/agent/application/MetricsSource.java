package io.github.ecsmetrics.agent.application;

/** To be built. */
interface MetricsSource {}
