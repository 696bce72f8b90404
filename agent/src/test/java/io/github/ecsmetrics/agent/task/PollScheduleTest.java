package io.github.ecsmetrics.agent.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PollScheduleTest {
  private static final int INTERVAL = 10_000;

  /** An endpoint with a sample each {@code refresh} ms, shown {@code lag} ms after it was taken. */
  private record Endpoint(long refresh, long lag, long clockOffset) {
    long newestSample(long now) {
      return Math.floorDiv(now - lag, refresh) * refresh;
    }

    long shownAt(long sample) {
      return sample + lag;
    }
  }

  private interface Plan {
    long next(long asked, long read);
  }

  /**
   * Polls and watches the endpoint for a hundred refreshes, after as many as are needed to learn
   * the lag.
   */
  private static final class Watch {
    private static final int LEARNING = 6;
    private static final int REFRESHES = 100;
    private static final int TICK = 10;

    /** For each tick, for how long a newer sample had been there, ascending, in ms. */
    final long[] behind;

    int requests;
    long shortestGap = Long.MAX_VALUE;

    Watch(Endpoint endpoint, Plan plan, long firstPoll) {
      this(endpoint, plan, firstPoll, LEARNING);
    }

    Watch(Endpoint endpoint, Plan plan, long firstPoll, int learning) {
      long begin = learning * endpoint.refresh;
      behind = new long[(int) (REFRESHES * endpoint.refresh / TICK)];
      long asked = Long.MIN_VALUE / 2;
      long next = firstPoll;
      long had = endpoint.newestSample(0);
      for (long now = 0; now < begin + (long) behind.length * TICK; now += TICK) {
        if (now >= next) {
          shortestGap = Math.min(shortestGap, now - asked);
          asked = now;
          requests++;
          had = endpoint.newestSample(now);
          next = plan.next(now, had + endpoint.clockOffset);
        }
        if (now < begin) continue;
        boolean newest = endpoint.newestSample(now) == had;
        long since = now - endpoint.shownAt(had + endpoint.refresh);
        behind[(int) ((now - begin) / TICK)] = newest ? 0 : since;
      }
      Arrays.sort(behind);
    }

    long median() {
      return behind[behind.length / 2];
    }

    long most() {
      return behind[behind.length - 1];
    }
  }

  private static PollSchedule schedule() {
    return new PollSchedule(INTERVAL);
  }

  @ParameterizedTest
  @CsvSource({
    "10000,   50,     0,    0",
    "10000,   50,     0, 9900",
    "10000,  400,     0, 5000",
    "10000, 1200,     0, 3000",
    "10000, 4000,     0,  500",
    "10001,  300,     0, 7000",
    "10050,  300,     0, 7000",
    "10000,  300,  2500, 7000",
    "10000,  300, -2500, 7000",
  })
  void numbersThatMoveOnceAnIntervalAreAtMostOneAndAHalfSecondsBehind(
      long refresh, long lag, long clockOffset, long firstPoll) {
    Endpoint endpoint = new Endpoint(refresh, lag, clockOffset);
    PollSchedule schedule = schedule();

    Watch monitor =
        new Watch(
            endpoint, (asked, read) -> schedule.afterSuccess(asked, read, refresh), firstPoll);

    assertTrue(monitor.most() <= 1_500, "most " + monitor.most() + " ms");
    assertTrue(monitor.shortestGap >= INTERVAL, "gap " + monitor.shortestGap + " ms");
  }

  @Test
  void aimingHalvesTheTimeBehindThatFixedIntervalPollingShows() {
    Endpoint endpoint = new Endpoint(10_000, 400, 0);
    PollSchedule schedule = schedule();

    Watch aimed =
        new Watch(endpoint, (asked, read) -> schedule.afterSuccess(asked, read, 10_000), 7_000);
    Watch fixed = new Watch(endpoint, (asked, read) -> asked + INTERVAL, 7_000);

    System.out.printf(
        "ms behind the endpoint over 100 refreshes: aimed median %d most %d, fixed median %d most %d%n",
        aimed.median(), aimed.most(), fixed.median(), fixed.most());
    assertTrue(aimed.most() <= 700, "aimed, most " + aimed.most());
    assertEquals(6_590, fixed.most());
    assertTrue(aimed.requests <= fixed.requests);
  }

  @ParameterizedTest
  @CsvSource({"1000, 10000", "1000, 3000", "10000, 5000", "10000, 15000"})
  void otherNumbersAreAtMostAnIntervalAndHalfASecondBehind(long refresh, long interval) {
    Endpoint endpoint = new Endpoint(refresh, 300, 0);
    PollSchedule schedule = new PollSchedule(interval);

    Watch monitor =
        new Watch(endpoint, (asked, read) -> schedule.afterSuccess(asked, read, refresh), 700);

    assertTrue(monitor.most() <= interval + 500, "most " + monitor.most() + " ms");
    assertTrue(monitor.shortestGap >= interval);
  }

  @Test
  void failuresBackOffToBetweenOneAndAHalfAndTwoIntervals() {
    PollSchedule schedule = schedule();
    long first = schedule.afterFailure(0);
    assertTrue(first >= INTERVAL && first <= INTERVAL * 3 / 2, "first " + first);
    for (int i = 0; i < 1_000; i++) {
      long wait = schedule.afterFailure(0);
      assertTrue(wait >= INTERVAL * 3 / 2 && wait <= INTERVAL * 2, "wait " + wait);
    }
    assertEquals(INTERVAL, schedule.afterSuccess(0));
  }

  @Test
  void aClockThatJumpsIsLearntAnew() {
    PollSchedule schedule = schedule();
    Endpoint endpoint = new Endpoint(10_000, 300, 0);
    Plan jumping =
        (asked, read) ->
            schedule.afterSuccess(asked, asked < 60_000 ? read : read - 3_600_000, 10_000);

    assertTrue(new Watch(endpoint, jumping, 7_000, 20).most() <= 1_500);
  }
}
