package io.github.ecsmetrics.it.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.Finished;
import io.github.ecsmetrics.it.Jdk;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.Profile;
import io.github.ecsmetrics.it.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A span and a metric of a Quarkus application, built by Quarkus' Maven plugin, carry the task.
 *
 * <p>Seen elsewhere: Quarkus has no resource provider for AWS (quarkusio/quarkus#51472).
 */
class QuarkusTelemetryIT {
  private static final String VERSION = "3.33.2";
  private static final String COMPILE =
      "org.apache.maven.plugins:maven-compiler-plugin:3.16.0:compile";

  private static final String PROGRAM =
      """
      import io.opentelemetry.api.OpenTelemetry;
      import io.quarkus.runtime.QuarkusApplication;
      import io.quarkus.runtime.annotations.QuarkusMain;
      import jakarta.inject.Inject;
      @QuarkusMain
      public class Work implements QuarkusApplication {
        @Inject OpenTelemetry telemetry;
        @Override
        public int run(String... arguments) {
          telemetry.getTracer("work").spanBuilder("work").startSpan().end();
          telemetry.getMeter("work").counterBuilder("works").build().add(1);
          System.out.println("worked");
          return 0;
        }
      }
      """;

  private static final String PROJECT =
      """
      <project>
        <modelVersion>4.0.0</modelVersion>
        <groupId>work</groupId>
        <artifactId>work</artifactId>
        <version>1</version>
        <properties>
          <maven.compiler.release>17</maven.compiler.release>
          <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
          <quarkus.otel.metrics.enabled>true</quarkus.otel.metrics.enabled>
        </properties>
        <dependencyManagement>
          <dependencies>
            <dependency>
              <groupId>io.quarkus</groupId>
              <artifactId>quarkus-bom</artifactId>
              <version>VERSION</version>
              <type>pom</type>
              <scope>import</scope>
            </dependency>
          </dependencies>
        </dependencyManagement>
        <dependencies>
          <dependency>
            <groupId>io.quarkus</groupId>
            <artifactId>quarkus-opentelemetry</artifactId>
          </dependency>
        </dependencies>
        <build>
          <sourceDirectory>src</sourceDirectory>
        </build>
      </project>
      """;

  @TempDir Path folder;

  @Test
  void spanAndMetricHaveTheResource() throws Exception {
    Profile.MATRIX.assume();
    Assumptions.assumeTrue(Jdk.underTest().feature() >= 17, "Quarkus needs JDK 17");
    try (OtlpReceiver receiver = new OtlpReceiver();
        MetadataEndpoint endpoint = MetadataEndpoint.fargate()) {
      Finished finished =
          JvmCommand.jar(build())
              .options("-XX:TieredStopAtLevel=1")
              .property("quarkus.otel.exporter.otlp.endpoint", receiver.uri())
              .property("quarkus.otel.exporter.otlp.protocol", "http/protobuf")
              .environment("OTEL_RESOURCE_ATTRIBUTES", "team=a%2Cb,aws.ecs.task.family=mine")
              .endpoint(endpoint)
              .agentByEnvironment("startup.wait=20s", "otel.resource=true")
              .run();
      assertTrue(finished.stdout().contains("worked"), finished.toString());
      Map<String, String> expected = OpenTelemetryIT.task();
      expected.put("aws.ecs.task.family", "mine");
      expected.put("team", "a,b");
      OpenTelemetryIT.assertTask(expected, receiver);
    }
  }

  /** Returns the jar that starts the application. */
  private Path build() throws Exception {
    Files.writeString(folder.resolve("pom.xml"), PROJECT.replace("VERSION", VERSION));
    Path sources = Files.createDirectory(folder.resolve("src"));
    Files.writeString(sources.resolve("Work.java"), PROGRAM);
    Finished built =
        JvmCommand.tool(Program.onPath("mvn"))
            .on(Jdk.running())
            .directory(folder)
            .arguments(
                "--batch-mode", COMPILE, "io.quarkus:quarkus-maven-plugin:" + VERSION + ":build")
            .run();
    assertEquals(0, built.exitCode(), built.stdout());
    return folder.resolve("target/quarkus-app/quarkus-run.jar");
  }
}
