package io.github.ecsmetrics.agent.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnCgroupsTest {
  @TempDir Path root;

  private final KernelFile file = new KernelFile();

  private static OwnCgroups recorded(String name) {
    return OwnCgroups.find(new File("src/test/resources/linux/" + name));
  }

  /** An own namespace shows the own group as the root, and none above. */
  @Test
  void namespaceOfVersion2ShowsTheOwnGroupOnly() {
    OwnCgroups groups = recorded("v2");
    assertEquals("/", groups.cpu().path());
    assertNull(groups.cpu().parent());
    assertEquals(0.5, groups.cpu().cpuQuota(file));
    assertEquals(536870912, groups.memory().memoryLimit(file));
    assertEquals(331350016 - 29360128 - 12574720, groups.memory().memoryInUse(file));
    assertTrue(groups.pressure().read(file, "cpu.pressure", null));
  }

  @Test
  void hostsNamespaceShowsTheGroupOfTheTask() {
    Cgroup own = recorded("v2-host").cpu();
    assertEquals("/ecstasks.slice/ecstasks-0d4f.slice/docker-cd18.scope", own.path());
    assertEquals(Double.NaN, own.cpuQuota(file));
    assertEquals(Double.POSITIVE_INFINITY, own.memoryLimit(file));
    Cgroup task = own.parent();
    assertEquals("/ecstasks.slice/ecstasks-0d4f.slice", task.path());
    assertEquals(0.25, task.cpuQuota(file));
    assertEquals(1073741824, task.memoryLimit(file));
    assertEquals(897000000, task.memoryInUse(file));
    assertEquals("/ecstasks.slice", task.parent().path());
    assertEquals("/", task.parent().parent().path());
    assertNull(task.parent().parent().parent());
  }

  /** Version 2 without controllers is mounted beside it, but the own group is not below. */
  @Test
  void version1HasAGroupForEachController() {
    OwnCgroups groups = recorded("v1");
    assertEquals("/ecs/0d4f/cd18", groups.cpu().path());
    assertNull(groups.cpu().parent());
    assertEquals(Double.NaN, groups.cpu().cpuQuota(file));
    assertEquals(300000000 - 25000000, groups.memory().memoryInUse(file));
    assertNull(groups.pressure());
  }

  /** Version 1 also counts the limits of groups that cannot be seen. */
  @Test
  void limitOfVersion1IsTheLeastOfAllAbove() {
    assertEquals(536870912, recorded("v1").memory().memoryLimit(file));
  }

  @Test
  void quotaOfVersion1IsAShareOfItsPeriod() throws Exception {
    write("proc/self/cgroup", "3:cpu,cpuacct:/a/b\n");
    write("proc/self/mountinfo", "31 23 0:29 / /cpu rw - cgroup cgroup rw,cpuacct,cpu\n");
    write("cpu/a/b/cpu.cfs_quota_us", "75000\n");
    write("cpu/a/b/cpu.cfs_period_us", "50000\n");
    write("cpu/a/cpu.cfs_quota_us", "-1\n");
    write("cpu/a/cpu.cfs_period_us", "100000\n");
    Cgroup own = OwnCgroups.find(root.toFile()).cpu();
    assertEquals(1.5, own.cpuQuota(file));
    assertEquals(Double.NaN, own.parent().cpuQuota(file));
  }

  /** A host with both versions leaves its processes in the root of version 2. */
  @Test
  void pressureOfTheHostIsNotThatOfAGroup() throws Exception {
    write("proc/self/cgroup", "0::/\n");
    write("proc/self/mountinfo", "31 23 0:29 / /cg rw - cgroup2 cgroup2 rw\n");
    write("cg/cpu.pressure", "some avg10=0.00 avg60=0.00 avg300=0.00 total=1\n");
    assertNull(OwnCgroups.find(root.toFile()).pressure());
    write("cg/cgroup.events", "populated 1\n");
    assertEquals("/", OwnCgroups.find(root.toFile()).pressure().path());
  }

  /** HotSpot's cases, and those in which nothing can be said. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "/, /, /",
        "/, /a/b, /a/b",
        "/a, /a, /a",
        "/a, /a/b, /a/b",
        "/a, /ab, none",
        "/a, /b, none",
        "/a, /, none",
        "/, /../b, none",
        "/.., /, none",
        "/, /gone, none",
      })
  void groupIsTheOneBelowTheMountsRoot(String mountRoot, String path, String found)
      throws Exception {
    write("proc/self/cgroup", "0::" + path + "\n");
    write("proc/self/mountinfo", "31 23 0:29 " + mountRoot + " /cg ro - cgroup2 cgroup rw\n");
    write("cg/b/cpu.max", "max 100000\n");
    write("cg/a/b/cpu.max", "max 100000\n");
    Cgroup group = OwnCgroups.find(root.toFile()).cpu();
    assertEquals(found, group == null ? null : group.path());
  }

  /** gVisor shows no groups, and a container may hide the folder. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|''",
        "0::/|''",
        "''|31 23 0:29 / /cg ro - cgroup2 cgroup rw",
        "0::/|31 23 0:29 / /cg ro - cgroup2 cgroup rw",
        "4:memory:/a|31 23 0:29 / /cg ro - cgroup cgroup rw,memory",
        "not a group|not a mount",
        "not a group|not - a mount",
        "::|- - -",
      })
  void whatIsNotThereIsNotGuessed(String cgroup, String mountinfo) throws Exception {
    write("proc/self/cgroup", cgroup + "\n");
    write("proc/self/mountinfo", mountinfo + "\n");
    assertNothing(OwnCgroups.find(root.toFile()));
  }

  @Test
  void otherSystemsHaveNoGroups() {
    assertNothing(OwnCgroups.find(root.resolve("none").toFile()));
  }

  private static void assertNothing(OwnCgroups groups) {
    assertNull(groups.cpu());
    assertNull(groups.memory());
    assertNull(groups.pressure());
  }

  private void write(String path, String text) throws Exception {
    Path written = root.resolve(path);
    Files.createDirectories(written.getParent());
    Files.writeString(written, text);
  }
}
