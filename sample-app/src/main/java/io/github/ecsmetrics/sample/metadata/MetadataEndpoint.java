package io.github.ecsmetrics.sample.metadata;

import java.io.IOException;
import java.net.BindException;
import java.time.Clock;

/**
 * Starts the stand-in and prints the variable that leads to it, as ECS would set it:
 *
 * <pre>
 * ECS_CONTAINER_METADATA_URI_V4=http://127.0.0.1:8170/v4/5f1c0e9b7a2d4c3e8b6a9d0f1e2c3b4a-1465137820
 * </pre>
 */
public final class MetadataEndpoint {
  private MetadataEndpoint() {}

  public static void main(String[] args) throws IOException {
    StandInOptions options;
    try {
      options = StandInOptions.parse(args);
    } catch (IllegalArgumentException e) {
      fail(2, e.getMessage());
      return;
    }
    DemoTask task = DemoTask.startedBefore(options.taskId(), options.refresh(), Clock.systemUTC());
    try {
      MetadataServer server = MetadataServer.start(options.port(), task);
      System.out.println("ECS_CONTAINER_METADATA_URI_V4=" + server.uri());
    } catch (BindException e) {
      fail(1, "port " + options.port() + ": " + e.getMessage());
    }
  }

  private static void fail(int status, String message) {
    System.err.println("metadata endpoint: " + message);
    System.exit(status);
  }
}
