package io.github.ecsmetrics.it.faults;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** What a deployment does to a jar that a JVM has open. */
enum JarChange {
  /** {@code cp other.jar agent.jar}: the same file, with nothing in it for a while. */
  COPIED_OVER {
    @Override
    void make(Path jar) throws IOException {
      Files.write(jar, another(jar));
    }
  },
  /** {@code rsync --inplace}. */
  WRITTEN_IN_PLACE {
    @Override
    void make(Path jar) throws IOException {
      byte[] another = another(jar);
      try (RandomAccessFile file = new RandomAccessFile(jar.toFile(), "rw")) {
        file.write(another);
        file.setLength(another.length);
      }
    }
  },
  /** A copy that was cut off; the part that Java 8 has mapped is gone. */
  TRUNCATED {
    @Override
    void make(Path jar) throws IOException {
      try (RandomAccessFile file = new RandomAccessFile(jar.toFile(), "rw")) {
        file.setLength(10_000);
      }
    }
  },
  RENAMED_OVER {
    @Override
    void make(Path jar) throws IOException {
      Path other = Files.write(jar.resolveSibling("other.jar"), another(jar));
      Files.move(other, jar, StandardCopyOption.ATOMIC_MOVE);
    }
  },
  DELETED {
    @Override
    void make(Path jar) throws IOException {
      Files.delete(jar);
    }
  };

  abstract void make(Path jar) throws IOException;

  /** Makes it a jar without that entry. */
  static void remove(Path jar, String entry) throws IOException {
    Files.write(jar, another(jar, entry));
  }

  private static byte[] another(Path jar) throws IOException {
    return another(jar, null);
  }

  /** A valid jar with every entry at another position. */
  private static byte[] another(Path jar, String without) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipFile old = new ZipFile(jar.toFile());
        ZipOutputStream out = new ZipOutputStream(bytes)) {
      out.setLevel(Deflater.BEST_SPEED);
      for (ZipEntry entry : old.stream().toList()) {
        if (entry.getName().equals(without)) continue;
        out.putNextEntry(new ZipEntry(entry.getName()));
        out.write(old.getInputStream(entry).readAllBytes());
      }
    }
    return bytes.toByteArray();
  }
}
