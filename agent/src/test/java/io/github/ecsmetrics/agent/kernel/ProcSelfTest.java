package io.github.ecsmetrics.agent.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProcSelfTest {
  private static final File PROC_SELF = new File("/proc/self");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"java", "my app", "a) b (c", ") S 1 2 3 4 5 6 7 8 9 10 11 12 13"})
  void cpuTimeIsThatInUserAndInKernelModeWhateverTheProgramIsCalled(String name) throws Exception {
    write(
        "stat",
        "24741 ("
            + name
            + ") S 1 24695 24695 34816 24741 4194304 98 0 7 0 1234 66 5 6 20 0 31 0\n");
    assertEquals(13, read().cpuSeconds());
  }

  @Test
  void memoryIsToldInKibibytes() throws Exception {
    write(
        "status",
        "Name:\tVmRSS: 7\nVmPeak:\t 2928364 kB\nVmSize:\t 2928360 kB\n"
            + "VmHWM:\t   61000 kB\nVmRSS:\t   57480 kB\nRssAnon:\t   40000 kB\n"
            + "Threads:\t31\n");
    assertEquals(2928360 * 1024.0, read().virtualMemoryBytes());
    assertEquals(57480 * 1024.0, read().residentMemoryBytes());
    assertEquals(61000 * 1024.0, read().peakResidentMemoryBytes());
    assertEquals(40000 * 1024.0, read().anonymousMemoryBytes());
    assertEquals(31, read().threads());
  }

  @ParameterizedTest
  @CsvSource({"1024, 1024", "1048576, 1048576", "unlimited, Infinity"})
  void limitOfFilesIsTheSoftOne(String soft, double limit) throws Exception {
    write(
        "limits",
        "Limit                     Soft Limit           Hard Limit           Units     \n"
            + "Max processes             96529                96529                processes \n"
            + String.format(
                "Max open files            %-20s 524288               files     \n", soft)
            + "Max locked memory         8388608              8388608              bytes     \n");
    assertEquals(limit, read().maxFds());
  }

  @Test
  void whatIsNotThereIsNotKnown() {
    ProcSelf none = ProcSelf.read(folder.resolve("none").toFile(), new KernelFile());
    assertEquals(Double.NaN, none.cpuSeconds());
    assertEquals(Double.NaN, none.openFds());
    assertEquals(Double.NaN, none.maxFds());
    assertEquals(Double.NaN, none.virtualMemoryBytes());
    assertEquals(Double.NaN, none.residentMemoryBytes());
    assertEquals(Double.NaN, none.peakResidentMemoryBytes());
    assertEquals(Double.NaN, none.anonymousMemoryBytes());
    assertEquals(Double.NaN, none.threads());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void figuresAreTheJdksOwn() {
    UnixOperatingSystemMXBean jdk =
        (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    double tick = 0.01;
    double cpuBefore = jdk.getProcessCpuTime() / 1e9;
    ProcSelf self = ProcSelf.read(PROC_SELF, new KernelFile());
    assertTrue(self.cpuSeconds() >= cpuBefore - tick, self.cpuSeconds() + " CPU seconds");
    assertTrue(
        self.cpuSeconds() <= jdk.getProcessCpuTime() / 1e9 + tick,
        self.cpuSeconds() + " CPU seconds");
    assertEquals(jdk.getMaxFileDescriptorCount(), self.maxFds());
    assertTrue(self.residentMemoryBytes() > 10e6, self.residentMemoryBytes() + " bytes");
    assertTrue(self.virtualMemoryBytes() > self.residentMemoryBytes());
    assertTrue(self.peakResidentMemoryBytes() >= self.residentMemoryBytes());
    assertTrue(self.anonymousMemoryBytes() < self.residentMemoryBytes());
    assertTrue(self.threads() > ManagementFactory.getThreadMXBean().getThreadCount());

    // Other tests' threads open and close files meanwhile.
    long deadline = System.nanoTime() + 20_000_000_000L;
    while (jdk.getOpenFileDescriptorCount()
        != ProcSelf.read(PROC_SELF, new KernelFile()).openFds()) {
      assertTrue(System.nanoTime() < deadline, "as many open files as the JDK counts");
    }
  }

  private void write(String file, String text) throws Exception {
    Files.writeString(folder.resolve(file), text);
  }

  private ProcSelf read() {
    return ProcSelf.read(folder.toFile(), new KernelFile());
  }
}
