package io.github.ecsmetrics.agent.mdc;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.zip.ZipFile;

/**
 * Reads entries of the agent's own jar as a file: a class loader's resources would go through the
 * {@code URL} handlers, which are the application's to set.
 */
final class AgentJar {
  private AgentJar() {}

  static byte[] read(String entry) throws IOException {
    File home = home();
    if (home.isDirectory()) {
      try (InputStream in = new FileInputStream(new File(home, entry))) {
        return all(in);
      }
    }
    try (ZipFile jar = new ZipFile(home);
        InputStream in = jar.getInputStream(jar.getEntry(entry))) {
      return all(in);
    }
  }

  private static File home() throws IOException {
    URL location = AgentJar.class.getProtectionDomain().getCodeSource().getLocation();
    try {
      return new File(location.toURI());
    } catch (URISyntaxException malformed) {
      throw new IOException(malformed);
    }
  }

  private static byte[] all(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[4096];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      bytes.write(buffer, 0, read);
    }
    return bytes.toByteArray();
  }
}
