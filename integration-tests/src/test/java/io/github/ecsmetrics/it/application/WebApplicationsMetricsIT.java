package io.github.ecsmetrics.it.application;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ecsmetrics.it.Finished;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.Libraries;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.Profile;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.guest.application.MicrometerWebapp;
import io.github.ecsmetrics.it.guest.application.SimpleclientWebapp;
import io.github.ecsmetrics.it.guest.logging.Webapps;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two web applications of one Tomcat, each with a metrics library of its own.
 *
 * <p>Seen elsewhere: undeployed web applications stayed in memory (inspectIT/inspectit-ocelot#778).
 */
class WebApplicationsMetricsIT {
  private static final String WEB_XML =
      """
      <web-app xmlns="http://xmlns.jcp.org/xml/ns/javaee" version="4.0" metadata-complete="true">
        <listener><listener-class>%s</listener-class></listener>
      </web-app>
      """;

  @TempDir Path folder;

  @Test
  void bothAreOnThePageAndAreCollectedOnceUndeployed() throws Exception {
    int times = Profile.MATRIX.on() ? 20 : 3;
    Path orders =
        webapp(
            "orders",
            MicrometerWebapp.class,
            "io.micrometer:micrometer-registry-prometheus:1.15.5");
    Path carts =
        webapp(
            "carts",
            SimpleclientWebapp.class,
            "io.prometheus:simpleclient:0.16.0",
            "io.prometheus:simpleclient_common:0.16.0");
    JvmCommand tomcat =
        JvmCommand.of(Webapps.class)
            .libraries(
                "org.apache.tomcat.embed:tomcat-embed-core:" + System.getProperty("tomcat.version"))
            .arguments(folder.resolve("tomcat").toString(), String.valueOf(times))
            .arguments(orders.toString(), carts.toString());
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm =
            tomcat
                .endpoint(endpoint)
                .agentByEnvironment(
                    "startup.wait=30s", "app.metrics=auto", "app.metrics.timeout=20s")
                .start()) {
      for (int i = 1; i <= times; i++) {
        String deployed = "deployed\n".repeat(i);
        jvm.await(() -> jvm.stdout().equals(deployed), "deployed " + i + " times");
        assertHasThoseThatAreDeployed(i, Page.parse(jvm.get("/metrics").text()));
        jvm.writeLine("");
      }
      Finished finished = jvm.awaitExit();
      assertEquals(
          List.of("collected " + 2 * times + " of " + 2 * times),
          finished.stdoutLines("collected "));
      assertEquals(List.of(), finished.agentLines());
    }
  }

  /** Not what has been undeployed, and was not collected yet. */
  private static void assertHasThoseThatAreDeployed(int deployment, Page page) {
    String name = "webapp_started_total";
    assertEquals(2, page.all(name, "task_family=orders").size(), page.text());
    assertEquals(deployment, page.value(name, "path=/orders", "library=micrometer"));
    assertEquals(deployment, page.value(name, "path=/carts", "library=simpleclient"));
    assertEquals(1, page.value("ee_app_metrics_success"));
  }

  private Path webapp(String name, Class<?> listener, String... libraries) throws Exception {
    Path webInf = folder.resolve(name).resolve("WEB-INF");
    Path file = Path.of(listener.getName().replace('.', '/') + ".class");
    Path target = webInf.resolve("classes").resolve(file);
    Files.createDirectories(target.getParent());
    Files.copy(JvmCommand.guests().resolve(file), target);
    Path lib = Files.createDirectories(webInf.resolve("lib"));
    for (Path library : Libraries.of(libraries)) {
      Files.copy(library, lib.resolve(library.getFileName()));
    }
    Files.writeString(webInf.resolve("web.xml"), WEB_XML.formatted(listener.getName()));
    return folder.resolve(name);
  }
}
