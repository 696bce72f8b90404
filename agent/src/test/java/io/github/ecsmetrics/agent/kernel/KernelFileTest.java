package io.github.ecsmetrics.agent.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelFileTest {
  @TempDir Path folder;

  private final KernelFile file = new KernelFile();

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "17\\n, 17",
        "'  17 4\\n', 17",
        "-1\\n, -1",
        "max 100000\\n, Infinity",
        "9223372036854771712\\n, 9223372036854771712",
        "text\\n, NaN",
        "'', NaN",
      })
  void firstNumberIsRead(String text, double number) throws Exception {
    write(text);
    assertEquals(number, file.number());
  }

  @Test
  void numbersAreCountedFromZero() throws Exception {
    write("284110736 51037712 405\\n");
    assertEquals(284110736, file.number(0));
    assertEquals(51037712, file.number(1));
    assertEquals(405, file.number(2));
    assertEquals(Double.NaN, file.number(3));
  }

  @Test
  void wordHasToBeWholeAndAtTheBeginningOfALine() throws Exception {
    write("total_cache 1\\ncache_x 2\\nx cache 3\\ncache 4\\ncache 5\\n");
    assertEquals(4, file.after("cache"));
    assertEquals(Double.NaN, file.after("none"));
  }

  @Test
  void secondWordIsSearchedInTheLineOfTheFirst() throws Exception {
    write("some avg10=0.00 total=4711\\nfull avg10=0.00\\nlast total=7\\n");
    assertEquals(4711, file.after("some", "total="));
    assertEquals(Double.NaN, file.after("full", "total="));
    assertEquals(7, file.after("last", "total="));
  }

  @Test
  void numberIsBelowItsName() throws Exception {
    write("Ip: Out In\\nIp: 1 2\\nTcp: OutSegsX Max OutSegs Last\\nTcp: 3 -1 5 6\\nUdp: 7\\n");
    assertEquals(2, file.column("Ip:", "In"));
    assertEquals(-1, file.column("Tcp:", "Max"));
    assertEquals(5, file.column("Tcp:", "OutSegs"));
    assertEquals(6, file.column("Tcp:", "Last"));
    assertEquals(Double.NaN, file.column("Tcp:", "Seg"));
    assertEquals(Double.NaN, file.column("Udp:", "7"));
    assertEquals(Double.NaN, file.column("Icmp:", "In"));
    write("Tcp: Max Out");
    assertEquals(Double.NaN, file.column("Tcp:", "Out"));
    write("Tcp: Max Out\\nTcp: 1");
    assertEquals(Double.NaN, file.column("Tcp:", "Out"));
    write("Tcp: Max Out\\nTcp: 1\\n2 3");
    assertEquals(Double.NaN, file.column("Tcp:", "Out"));
  }

  @Test
  void wordWithoutANumberIsNotKnown() throws Exception {
    write("cache\\nother 3");
    assertEquals(Double.NaN, file.after("cache"));
    assertEquals(3, file.after("other"));
    write("cache");
    assertEquals(Double.NaN, file.after("cache"));
  }

  @Test
  void nothingIsLeftOfTheFileBefore() throws Exception {
    write("17\\n");
    assertFalse(file.read(new File(folder.toFile(), "none")));
    assertEquals(Double.NaN, file.number());
    assertFalse(file.read(folder.toFile()));
    assertEquals(Double.NaN, file.after("17"));
  }

  @Test
  void endOfALongFileIsCutOff() throws Exception {
    write("first 1\\n" + "filler 0\\n".repeat(2000) + "last 2\\n");
    assertEquals(1, file.after("first"));
    assertEquals(Double.NaN, file.after("last"));
  }

  private void write(String text) throws Exception {
    Path written = folder.resolve("file");
    Files.writeString(written, text.replace("\\n", "\n"));
    assertTrue(file.read(written.toFile()));
  }
}
