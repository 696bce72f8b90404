package io.github.ecsmetrics.it;

import java.time.Duration;

/** A process that has ended; {@code stderr} is without the JVM's own "Picked up" line. */
public record Finished(int exitCode, String stdout, String stderr, Duration duration) {}
