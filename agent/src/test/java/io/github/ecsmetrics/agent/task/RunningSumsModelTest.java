package io.github.ecsmetrics.agent.task;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ecsmetrics.agent.metadata.ContainerStat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random sequences of restarts, bad readings, old answers, and containers that come and go: the
 * task's running sums are at every poll what the containers really used, as far as good readings
 * have told, and a container is served what its newest reading told.
 *
 * <p>All that was seen elsewhere: moby/moby#28026, moby/moby#16389, google/cadvisor#946,
 * aws/amazon-ecs-agent#4295, prometheus-community/windows_exporter#1383,
 * kubernetes/kubernetes#95970.
 */
class RunningSumsModelTest {
  private static final int STEPS = 3000;

  /** CPU time, two interfaces' bytes, two devices' bytes. */
  private static final int COUNTERS = 5;

  private static final int MOST_STEPS_WITHOUT_A_GOOD_READING = 8;

  private enum Knows {
    NOTHING,
    START,
    RESTARTS
  }

  /** What really happens, and what of it good readings have told. */
  private static final class Actor {
    final String id;
    final Knows knows;
    final long[] value = new long[COUNTERS];
    final long[] told = new long[COUNTERS];
    final long[] toldBefore = new long[COUNTERS];
    final boolean[] toldInThisRun = new boolean[COUNTERS];
    final List<String> earlier = new ArrayList<>();
    double startedAt;
    int restarts;
    int since;
    boolean begins;
    long newest;
    int newestAt;
    double served;
    boolean servedIsKnown = true;

    Actor(String id, Knows knows, Random random, double now) {
      this.id = id;
      this.knows = knows;
      startedAt = now;
      for (int i = 0; i < COUNTERS; i++) value[i] = 1 + random.nextInt(2000000000);
    }

    void grow(Random random) {
      for (int i = 0; i < COUNTERS; i++) {
        if (random.nextInt(3) > 0) value[i] += random.nextInt(20000000);
      }
    }

    /** Where only the depth of a fall can tell, no run is short. */
    boolean mayRestart() {
      for (int i = 0; i < COUNTERS; i++) {
        if (!toldInThisRun[i] || told[i] < 1000000000) return false;
      }
      return true;
    }

    void restart(Random random, double now) {
      startedAt = now;
      restarts++;
      begins = true;
      for (int i = 0; i < COUNTERS; i++) {
        toldBefore[i] += told[i];
        told[i] = 0;
        toldInThisRun[i] = false;
        value[i] = 1 + random.nextInt(100000000);
      }
    }

    /**
     * After a start that is told any value below the last is a restart, the deepest fall or not.
     */
    void restartHigh(double now) {
      long[] last = told.clone();
      restart(new Random(0), now);
      for (int i = 0; i < COUNTERS; i++) value[i] = last[i] - 1;
    }
  }

  private final TaskReadings task = new TaskReadings();
  private final List<Actor> present = new ArrayList<>();
  private final List<Actor> all = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void sumsAreWhatWasUsed(long seed) throws Exception {
    Random random = new Random(seed);
    for (int step = 0; step < STEPS; step++) {
      if (present.size() < 3 || random.nextInt(200) == 0) comes(random, step);
      if (present.size() > 5) leaves(random);
      for (Actor actor : present) act(actor, step, random);
      task.poll();
      assertSums("seed " + seed + ", step " + step);
    }
  }

  private void comes(Random random, int step) {
    Knows knows = Knows.values()[random.nextInt(Knows.values().length)];
    Actor actor = new Actor("container" + all.size(), knows, random, second(step) - 5);
    actor.begins = true;
    present.add(actor);
    all.add(actor);
  }

  private void leaves(Random random) {
    Actor actor = present.remove(random.nextInt(present.size()));
    task.says(actor.id, null).lists(actor.id, "\"KnownStatus\": \"STOPPED\"");
  }

  private static double second(int step) {
    return 10 * step;
  }

  private void act(Actor actor, int step, Random random) {
    actor.grow(random);
    double now = second(step);
    boolean high = actor.knows != Knows.NOTHING && random.nextInt(4) == 0;
    if (random.nextInt(60) == 0 && actor.mayRestart()) {
      if (high) actor.restartHigh(now - 5);
      else actor.restart(random, now - 5);
      high &= actor.begins;
    } else {
      high = false;
    }
    task.lists(actor.id, members(actor));
    boolean mustBeGood = high || actor.since++ >= MOST_STEPS_WITHOUT_A_GOOD_READING;
    int event = mustBeGood ? 99 : random.nextInt(30);
    if (event == 0) bad(actor, TaskReadings.EMPTY);
    else if (event == 1) bad(actor, "null");
    else if (event == 2) bad(actor, "{}");
    else if (event == 3) bad(actor, null);
    else if (event == 4 && actor.earlier.size() > 1) old(actor, step, random);
    else if (event == 5 && !actor.begins) dip(actor, step, random);
    else good(actor, step, random);
  }

  private String members(Actor actor) {
    if (actor.knows == Knows.START) return "\"StartedAt\": \"" + task.time(actor.startedAt) + "\"";
    return actor.knows == Knows.RESTARTS ? "\"RestartCount\": " + actor.restarts : "";
  }

  private void bad(Actor actor, String object) {
    task.says(actor.id, object);
    actor.served = Double.NaN;
    actor.servedIsKnown = true;
  }

  /**
   * Of those that are read once the newest are too old, the agent cannot tell whether a clock was
   * set back.
   */
  private void old(Actor actor, int step, Random random) {
    task.says(actor.id, actor.earlier.get(random.nextInt(actor.earlier.size() - 1)));
    actor.served = actor.newest;
    if (step - actor.newestAt > 3) actor.servedIsKnown = false;
  }

  /** A little less than before, or 0. */
  private void dip(Actor actor, int step, Random random) {
    long[] read = actor.told.clone();
    boolean zero = random.nextBoolean();
    for (int i = 0; i < COUNTERS; i++)
      read[i] = zero ? 0 : read[i] - random.nextInt(1 + (int) (read[i] / 1000));
    say(actor, step, read, new boolean[COUNTERS]);
  }

  private void good(Actor actor, int step, Random random) {
    boolean[] leftOut = new boolean[COUNTERS];
    for (int i = 1; i < COUNTERS; i++) leftOut[i] = !actor.begins && random.nextInt(10) == 0;
    say(actor, step, actor.value, leftOut);
    for (int i = 0; i < COUNTERS; i++) {
      if (leftOut[i]) continue;
      actor.told[i] = actor.value[i];
      actor.toldInThisRun[i] = true;
    }
    actor.begins = false;
    actor.since = 0;
  }

  private void say(Actor actor, int step, long[] read, boolean[] leftOut) {
    List<String> interfaces = new ArrayList<>();
    List<String> devices = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      if (!leftOut[1 + i]) interfaces.add("\"eth" + i + "\": {\"rx_bytes\": " + read[1 + i] + "}");
      if (!leftOut[3 + i])
        devices.add(
            "{\"major\": 8, \"minor\": "
                + i
                + ", \"op\": \"read\", \"value\": "
                + read[3 + i]
                + "}");
    }
    String object =
        "{"
            + task.read(second(step))
            + ", \"cpu_stats\": {\"cpu_usage\": {\"total_usage\": "
            + read[0]
            + "}}, \"networks\": {"
            + String.join(", ", interfaces)
            + "}, \"blkio_stats\": {\"io_service_bytes_recursive\": ["
            + String.join(", ", devices)
            + "]}}";
    task.says(actor.id, object);
    actor.newest = read[0];
    actor.newestAt = step;
    actor.served = read[0];
    actor.servedIsKnown = true;
    actor.earlier.add(object);
    if (actor.earlier.size() > 20) actor.earlier.remove(0);
  }

  private void assertSums(String where) {
    long[] used = new long[COUNTERS];
    for (Actor actor : all) {
      for (int i = 0; i < COUNTERS; i++) used[i] += actor.toldBefore[i] + actor.told[i];
    }
    double[] expected = {used[0], used[1] + used[2], used[3] + used[4]};
    double[] sums = {
      sum(ContainerStat.CPU), sum(ContainerStat.NETWORK_RECEIVED), sum(ContainerStat.BLOCK_READ)
    };
    assertEquals(Arrays.toString(expected), Arrays.toString(sums), where);
    for (Actor actor : present) {
      if (actor.servedIsKnown)
        assertEquals(actor.served / 1e9, task.cpuOf(actor.id), where + ", " + actor.id);
    }
  }

  private double sum(ContainerStat stat) {
    double sum = task.ofTask(stat);
    return Double.isNaN(sum) ? 0 : sum;
  }
}
