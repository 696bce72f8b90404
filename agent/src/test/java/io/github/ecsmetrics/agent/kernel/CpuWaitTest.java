package io.github.ecsmetrics.agent.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class CpuWaitTest {
  private static final File PROC_SELF = new File("/proc/self");

  @TempDir Path procSelf;

  private CpuWait cpuWait;

  @BeforeEach
  void noThreads() throws Exception {
    Files.createDirectory(procSelf.resolve("task"));
    cpuWait = new CpuWait(procSelf.toFile(), new KernelFile());
  }

  @Test
  void waitIsThatOfAllThreadsInSeconds() throws Exception {
    thread(7, "100 2000000000 1");
    thread(8, "100 500000000 1");
    assertEquals(2.5, cpuWait.seconds(2));
  }

  @Test
  void endedThreadKeepsItsLastValueInTheSum() throws Exception {
    thread(7, "100 2000000000 1");
    thread(8, "100 500000000 1");
    cpuWait.seconds(2);
    end(8);
    thread(7, "200 3000000000 2");
    assertEquals(3.5, cpuWait.seconds(1));
  }

  /** Each of the three may be the one that is smaller. */
  @Test
  void newThreadWithTheIdOfAnEndedOneCountsFromZero() throws Exception {
    thread(7, "100 1000000000 5");
    assertEquals(1, cpuWait.seconds(1));
    thread(7, "100 500000000 5");
    assertEquals(1.5, cpuWait.seconds(1));
    thread(7, "50 1000000000 5");
    assertEquals(2.5, cpuWait.seconds(1));
    thread(7, "50 2000000000 4");
    assertEquals(4.5, cpuWait.seconds(1));
  }

  @Test
  void threadThatWasGoneInBetweenIsANewOne() throws Exception {
    thread(6, "1 0 1");
    thread(7, "100 1000000000 5");
    cpuWait.seconds(2);
    end(7);
    cpuWait.seconds(1);
    thread(7, "100 2000000000 5");
    assertEquals(3, cpuWait.seconds(2));
  }

  @Test
  void kernelThatDoesNotCountGivesNothing() throws Exception {
    thread(7, "0 0 0");
    assertEquals(Double.NaN, cpuWait.seconds(1));
  }

  @Test
  void threadsWithoutTheFileGiveNothing() throws Exception {
    Files.createDirectory(procSelf.resolve("task/7"));
    assertEquals(Double.NaN, cpuWait.seconds(1));
  }

  @Test
  void hiddenThreadsGiveNothing() throws Exception {
    Files.delete(procSelf.resolve("task"));
    assertEquals(Double.NaN, cpuWait.seconds(1));
  }

  @Test
  void tooManyThreadsGiveNothingUntilTheyAreFewerAgain() throws Exception {
    thread(7, "100 1000000000 5");
    assertEquals(1, cpuWait.seconds(1000));
    assertEquals(Double.NaN, cpuWait.seconds(1001));
    assertEquals(Double.NaN, cpuWait.seconds(Double.NaN));
    thread(7, "100 2000000000 5");
    assertEquals(2, cpuWait.seconds(1000));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void sumNeverFallsWhileTenThousandThreadsComeAndGo() throws Exception {
    CpuWait ofThisJvm = new CpuWait(PROC_SELF, new KernelFile());
    double last = ofThisJvm.seconds(1);
    for (int i = 0; i < 100; i++) {
      Thread[] threads = new Thread[100];
      for (int j = 0; j < threads.length; j++) {
        threads[j] = new Thread(null, Thread::yield, "short", 64 * 1024);
        threads[j].start();
      }
      double now = ofThisJvm.seconds(1);
      assertTrue(now >= last, now + " after " + last);
      last = now;
      for (Thread thread : threads) thread.join();
    }
  }

  /** The same files, read by other means just before and just after. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void firstReadingIsTheSumOfTheFiles() throws Exception {
    double before = sumOfFiles();
    double wait = new CpuWait(PROC_SELF, new KernelFile()).seconds(1);
    // A thread may end in between, but hardly two seconds' worth of waiting with it.
    assertTrue(wait >= before - 2, wait + " after " + before);
    assertTrue(wait <= sumOfFiles() + 2, wait + " before " + sumOfFiles());
    assertTrue(wait > 0, wait + " s");
  }

  private static double sumOfFiles() throws Exception {
    double nanos = 0;
    try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
      for (Path task : tasks.toList()) {
        Path file = task.resolve("schedstat");
        if (Files.exists(file)) nanos += Long.parseLong(Files.readString(file).split(" ")[1]);
      }
    }
    return nanos / 1e9;
  }

  private void thread(int id, String schedstat) throws Exception {
    Path folder = procSelf.resolve("task/" + id);
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("schedstat"), schedstat + "\n");
  }

  private void end(int id) throws Exception {
    Files.delete(procSelf.resolve("task/" + id + "/schedstat"));
    Files.delete(procSelf.resolve("task/" + id));
  }
}
