package io.github.ecsmetrics.it.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.BuiltJar;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** The jar has the notices that the licences of its contents require. */
class LicencesIT {
  private static final String SHADED = "io/github/ecsmetrics/agent/shaded/";

  /** A package of the jar, and its name in META-INF/NOTICE. */
  private static final Map<String, String> COMPONENTS =
      Map.of(
          "asm", "org.ow2.asm:asm",
          "bytebuddy", "net.bytebuddy:byte-buddy-agent",
          "prometheus", "io.prometheus:prometheus-metrics-");

  @Test
  void noticeNamesAllThatIsInTheJar() throws Exception {
    String notice = text("META-INF/NOTICE");
    Set<String> inside = new TreeSet<>();
    try (JarFile jar = new JarFile(BuiltJar.path().toFile())) {
      jar.stream()
          .map(entry -> entry.getName())
          .filter(name -> name.startsWith(SHADED) && name.endsWith(".class"))
          .forEach(name -> inside.add(name.substring(SHADED.length()).split("/")[0]));
    }
    assertEquals(new TreeSet<>(COMPONENTS.keySet()), inside);
    for (String name : COMPONENTS.values()) assertTrue(notice.contains(name), name);
  }

  @Test
  void licencesAndTheirNoticesAreThere() throws Exception {
    assertTrue(text("META-INF/LICENSE").contains("Apache License"));
    assertTrue(text("META-INF/ASM-LICENSE").contains("INRIA, France Telecom"));
    String notice = text("META-INF/NOTICE");
    assertTrue(notice.contains("Copyright 2012-2015 The Prometheus Authors"));
    assertTrue(notice.contains("Copyright 2014 - Present Rafael Winterhalter"));
  }

  private static String text(String entry) throws Exception {
    try (JarFile jar = new JarFile(BuiltJar.path().toFile());
        InputStream in = jar.getInputStream(jar.getJarEntry(entry))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
