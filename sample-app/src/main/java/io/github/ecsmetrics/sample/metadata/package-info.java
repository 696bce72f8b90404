/**
 * A stand-in for the ECS task metadata endpoint, version 4, which exists only inside a task: it
 * serves one made-up Fargate task whose counters move.
 */
package io.github.ecsmetrics.sample.metadata;
