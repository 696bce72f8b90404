package io.github.ecsmetrics.agent.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class SecretFileTest {
  private static final String LIMIT = "the.file is not a file of up to 64 KiB: ";

  @TempDir private Path folder;

  private Path file;

  @Test
  void fileUpToTheLimitIsRead() throws Exception {
    file = Files.writeString(folder.resolve("secret"), "ü\n");
    assertEquals("ü\n", SecretFile.read("the.file", file.toString()));
    Files.writeString(file, "x".repeat(65_536));
    assertEquals("x".repeat(65_536), SecretFile.read("the.file", file.toString()));
    Files.writeString(file, "x".repeat(65_537));
    assertEquals(LIMIT + file, failure());
  }

  @Test
  void folderAndMissingFileAreNamed() {
    file = folder;
    assertEquals(LIMIT + file, failure());
    file = folder.resolve("none");
    assertEquals(LIMIT + file, failure());
  }

  /** It would hold the push until somebody writes to it. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void pipeIsNotOpened() throws Exception {
    file = folder.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", file.toString()).start().waitFor());
    assertEquals(LIMIT + file, failure());
  }

  /** Its length is 0 before it is read. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void deviceWithoutAnEndIsNotRead() {
    file = Path.of("/dev/zero");
    assertEquals(LIMIT + file, failure());
  }

  private String failure() {
    return assertThrows(IOException.class, () -> SecretFile.read("the.file", file.toString()))
        .getMessage();
  }
}
