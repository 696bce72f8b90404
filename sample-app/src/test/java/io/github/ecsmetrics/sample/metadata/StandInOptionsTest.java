package io.github.ecsmetrics.sample.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandInOptionsTest {
  private static final String ID = "0123456789abcdef0123456789abcdef";

  @Test
  void defaultsToAnyFreePortAndTheRhythmOfFargate() {
    StandInOptions options = StandInOptions.parse();

    assertEquals(0, options.port());
    assertEquals(Duration.ofSeconds(10), options.refresh());
  }

  @Test
  void readsEveryOption() {
    assertEquals(
        new StandInOptions(8170, ID, Duration.ofSeconds(1)),
        StandInOptions.parse("--port=8170", "--task-id=" + ID, "--refresh=1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--port", "--port=", "--port=65536", "--refresh=0", "--task-id=x", "--help", ""})
  void namesWhatIsWrong(String arg) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> StandInOptions.parse(arg));

    assertTrue(e.getMessage().startsWith(arg + ": "), e.getMessage());
  }
}
