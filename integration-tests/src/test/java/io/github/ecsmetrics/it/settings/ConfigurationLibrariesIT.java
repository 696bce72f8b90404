package io.github.ecsmetrics.it.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ecsmetrics.it.Finished;
import io.github.ecsmetrics.it.Jdk;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.Libraries;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.Sources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Applications that keep settings of their own below {@code aws.ecs}, such as the cluster that they
 * start other tasks in: the libraries that read them prefer system properties to files.
 *
 * <p>Each program prints its own settings and the agent's properties.
 */
class ConfigurationLibrariesIT {
  private static final String OWN_SETTINGS_AND_THE_TASK =
      """
      starts x in batch
      is orders:7 of shop
      """;

  @TempDir Path folder;

  /** By a placeholder and by {@code @ConfigurationProperties}. */
  @Test
  void springBootFindsTheApplicationsSettings() throws Exception {
    assertEquals(
        OWN_SETTINGS_AND_THE_TASK,
        run(
            "org.springframework.boot:spring-boot-starter:4.1.1",
            """
            import org.springframework.boot.SpringApplication;
            import org.springframework.boot.context.properties.ConfigurationProperties;
            import org.springframework.boot.context.properties.EnableConfigurationProperties;
            import org.springframework.core.env.Environment;

            @EnableConfigurationProperties(Own.AwsEcs.class)
            public class Own {
              @ConfigurationProperties(prefix = "aws.ecs", ignoreUnknownFields = false)
              public record AwsEcs(String cluster, String task) {}

              public static void main(String[] arguments) {
                var context = SpringApplication.run(Own.class, arguments);
                AwsEcs own = context.getBean(AwsEcs.class);
                Environment environment = context.getEnvironment();
                System.out.println(environment.resolvePlaceholders(
                    "starts " + own.task() + " in ${aws.ecs.cluster}"));
                System.out.println(environment.resolvePlaceholders(
                    "is ${ecs.metadata.task.family}:${ecs.metadata.task.revision}"
                        + " of ${ecs.metadata.cluster}"));
              }
            }
            """,
            "application.properties",
            """
            aws.ecs.cluster=batch
            aws.ecs.task=x
            spring.main.banner-mode=off
            logging.level.root=off
            """));
  }

  /** Quarkus' configuration: a mapping refuses unknown names below its prefix. */
  @Test
  void smallRyeConfigFindsTheApplicationsSettings() throws Exception {
    assertEquals(
        OWN_SETTINGS_AND_THE_TASK,
        run(
            "io.smallrye.config:smallrye-config:3.13.4",
            """
            import io.smallrye.config.ConfigMapping;
            import io.smallrye.config.SmallRyeConfig;
            import io.smallrye.config.SmallRyeConfigBuilder;

            public class Own {
              @ConfigMapping(prefix = "aws.ecs")
              public interface AwsEcs {
                String cluster();

                String task();
              }

              public static void main(String[] arguments) {
                SmallRyeConfig config =
                    new SmallRyeConfigBuilder()
                        .addDefaultInterceptors()
                        .addDefaultSources()
                        .withMapping(AwsEcs.class)
                        .build();
                AwsEcs own = config.getConfigMapping(AwsEcs.class);
                System.out.println("starts " + own.task() + " in " + own.cluster());
                System.out.println(config.getValue("own.is", String.class));
              }
            }
            """,
            "META-INF/microprofile-config.properties",
            """
            aws.ecs.task=x
            aws.ecs.cluster=batch
            own.is=is ${ecs.metadata.task.family}:${ecs.metadata.task.revision} of ${ecs.metadata.cluster}
            """));
  }

  /**
   * If a system property is below a name that is a text in the file, the library can read nothing.
   */
  @Test
  void typesafeConfigFindsTheApplicationsSettings() throws Exception {
    assertEquals(
        OWN_SETTINGS_AND_THE_TASK,
        run(
            "com.typesafe:config:1.4.5",
            """
            import com.typesafe.config.Config;
            import com.typesafe.config.ConfigFactory;

            public class Own {
              public static void main(String[] arguments) {
                Config config = ConfigFactory.load();
                System.out.println(
                    "starts " + config.getString("aws.ecs.task")
                        + " in " + config.getString("aws.ecs.cluster"));
                System.out.println(config.getString("own.is"));
              }
            }
            """,
            "application.conf",
            """
            aws.ecs { cluster = "batch", task = "x" }
            own.is = "is "${ecs.metadata.task.family}":"${ecs.metadata.task.revision}" of "${ecs.metadata.cluster}
            """));
  }

  /** Returns its stdout. */
  private String run(String library, String program, String file, String settings)
      throws Exception {
    Assumptions.assumeTrue(Jdk.underTest().feature() >= 17, "the newest of these need JDK 17");
    List<Path> libraries = Libraries.of(library);
    Path classes = Sources.in(folder, 17).against(libraries).file("Own.java", program).compile();
    Files.createDirectories(classes.resolve(file).getParent());
    Files.writeString(classes.resolve(file), settings);
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate()) {
      Finished ended =
          JvmCommand.of("Own")
              .classPath(List.of(classes))
              .classPath(libraries)
              .endpoint(endpoint)
              .agentByEnvironment("startup.wait=20s")
              .run();
      assertEquals(0, ended.exitCode(), ended.stderr());
      return ended.stdout();
    }
  }
}
