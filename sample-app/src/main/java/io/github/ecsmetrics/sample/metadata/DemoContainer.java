package io.github.ecsmetrics.sample.metadata;

import java.time.Duration;

/**
 * One container of the task.
 *
 * @param uuid the last part of its ARN
 * @param digest of its image, without {@code sha256:}
 * @param cpuUnits of 1024 to a vCPU
 * @param memory hard limit, MiB
 * @param sampledAfter when its first statistics are taken, counted from its start
 */
record DemoContainer(
    String name,
    String dockerId,
    String uuid,
    String image,
    String digest,
    int cpuUnits,
    int memory,
    String logDriver,
    Duration sampledAfter,
    Load load) {
  private static final long MIB = 1 << 20;

  /** The Java service that the agent runs in. */
  static DemoContainer application(String taskId) {
    return new DemoContainer(
        "sample-app",
        taskId + "-1465137820",
        "0b3c7f52-94a1-4d0e-8f6b-2a1d5e7c9034",
        "123456789012.dkr.ecr.eu-central-1.amazonaws.com/sample-app:1.4.2",
        "3e1f9b0a6c5d48e7b2a4f1c09d8e7b6a5c4d3e2f1a0b9c8d7e6f5a4b3c2d1e0f",
        384,
        768,
        "awsfirelens",
        Duration.ofMillis(1000),
        new Load(0.12, 180 * MIB, 60 * MIB, 48 * MIB, 46 * MIB, 6_000));
  }

  /** The sidecar that takes its log to where logs are kept. */
  static DemoContainer logRouter(String taskId) {
    return new DemoContainer(
        "log-router",
        taskId + "-3174295468",
        "c9d27e18-5b6f-4c3a-9e80-71f4a2b6d8e5",
        "public.ecr.aws/aws-observability/aws-for-fluent-bit:stable",
        "8d7c6b5a4f3e2d1c0b9a8f7e6d5c4b3a2f1e0d9c8b7a6f5e4d3c2b1a0f9e8d7c",
        64,
        128,
        "awslogs",
        Duration.ofMillis(1220),
        new Load(0.005, 22 * MIB, 2 * MIB, 14 * MIB, 13 * MIB, 900));
  }
}
