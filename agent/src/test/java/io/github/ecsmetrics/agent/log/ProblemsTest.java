package io.github.ecsmetrics.agent.log;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProblemsTest {
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  private final Problems problems = new Problems();

  @Test
  void problemThatLastsIsSaidOnceHoweverLongItLasts() {
    assertTrue(problems.isNews("metadata", "timeout", 0));
    for (int hour = 1; hour < 100; hour++) {
      assertFalse(problems.isNews("metadata", "timeout", hour * 60 * MINUTE));
    }
  }

  @Test
  void problemThatChangesIsSaid() {
    assertTrue(problems.isNews("metadata", "timeout", 0));
    assertTrue(problems.isNews("metadata", "http_500", 1));
    assertTrue(problems.isNews("port", "timeout", 2));
  }

  @Test
  void problemsThatComeAndGoInTurnsAreSaidOnceEach() {
    String[] kinds = {"timeout", "http_500", "bad_json"};
    int said = 0;
    for (int i = 0; i < 10_000; i++) {
      if (problems.isNews("metadata", kinds[i % kinds.length], i * MINUTE / 3)) said++;
      problems.resolved("metadata");
    }
    assertTrue(said == kinds.length, said + " lines");
  }

  @Test
  void problemThatComesBackAfterTenMinutesIsSaidAgain() {
    assertTrue(problems.isNews("metadata", "timeout", 0));
    problems.resolved("metadata");
    assertFalse(problems.isNews("metadata", "timeout", 9 * MINUTE));
    problems.resolved("metadata");
    assertTrue(problems.isNews("metadata", "timeout", 19 * MINUTE));
  }

  @Test
  void problemThatAnotherHasReplacedIsSaidWhenItReturns() {
    assertTrue(problems.isNews("metadata", "timeout", 0));
    assertTrue(problems.isNews("metadata", "http_500", MINUTE));
    assertTrue(problems.isNews("metadata", "timeout", 20 * MINUTE));
  }
}
