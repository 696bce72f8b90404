package io.github.ecsmetrics.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A Quarkus application of one class, built by Quarkus' Maven plugin. */
public final class QuarkusBuild {
  private static final String VERSION = "3.33.2";
  private static final String COMPILE =
      "org.apache.maven.plugins:maven-compiler-plugin:3.16.0:compile";

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
          PROPERTIES
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
          DEPENDENCIES
        </dependencies>
        <build>
          <sourceDirectory>src</sourceDirectory>
        </build>
      </project>
      """;

  private static final String DEPENDENCY =
      "<dependency><groupId>io.quarkus</groupId><artifactId>%s</artifactId></dependency>\n";

  private final StringBuilder dependencies = new StringBuilder();
  private final StringBuilder properties = new StringBuilder();

  /** Skips the running test if the JVM under test is too old for Quarkus. */
  public QuarkusBuild() {
    Assumptions.assumeTrue(Jdk.underTest().feature() >= 17, "Quarkus needs JDK 17");
  }

  /**
   * @param artifact of the group {@code io.quarkus}
   */
  public QuarkusBuild extension(String artifact) {
    dependencies.append(DEPENDENCY.formatted(artifact));
    return this;
  }

  /** A setting that Quarkus reads when it builds. */
  public QuarkusBuild property(String key, String value) {
    properties.append("<%s>%s</%s>\n".formatted(key, value, key));
    return this;
  }

  /**
   * Returns the jar that starts the application.
   *
   * @param folder an empty one
   */
  public Path build(Path folder, String className, String program)
      throws IOException, InterruptedException {
    Files.writeString(folder.resolve("pom.xml"), project());
    Path sources = Files.createDirectory(folder.resolve("src"));
    Files.writeString(sources.resolve(className + ".java"), program);
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

  private String project() {
    return PROJECT
        .replace("VERSION", VERSION)
        .replace("PROPERTIES", properties)
        .replace("DEPENDENCIES", dependencies);
  }
}
