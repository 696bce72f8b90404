package io.github.ecsmetrics.it.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.Payloads;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.guest.Waiting;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A JVM with the built jar serves the expositions that the unit tests expect. Only the metrics of
 * the agent itself are left out, since they contain times.
 */
@ParameterizedClass
@EnumSource(Payloads.class)
class ExpositionIT {
  private static final Pattern OF_THE_AGENT = Pattern.compile("(# TYPE )?ee_(agent|metadata)_.*");

  @Parameter Payloads payloads;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fargate-cgroup1-null-stats",
        "fargate-stopped-exit42",
        "managed-instances-docs",
        "fargate-2019-no-cache",
        "ec2-bridge-docs",
      })
  void taskGivesTheExpositionWorkedOutByHand(String task) throws Exception {
    String expected = payloads.expectedExposition(task);
    try (MetadataEndpoint endpoint = payloads.endpoint(task, endpointId(expected))) {
      try (RunningJvm jvm =
          JvmCommand.of(Waiting.class)
              .endpoint(endpoint)
              .agentByEnvironment("jvm.metrics=false")
              .start()) {
        String served = jvm.awaitSuccess();
        assertEquals(comparable(expected), comparable(served));
        assertEquals("", jvm.stderr());
      }
    }
  }

  private static String endpointId(String expected) {
    Matcher id = Pattern.compile("(?m)^## endpoint id: (.*)$").matcher(expected);
    if (!id.find()) throw new IllegalStateException("the expected file names no endpoint id");
    return id.group(1);
  }

  /** Without help and working; values as decimals of the 15 digits that a double surely holds. */
  private static String comparable(String exposition) {
    List<String> lines =
        exposition
            .lines()
            .filter(line -> !line.startsWith("# HELP ") && !line.startsWith("## "))
            .filter(line -> !OF_THE_AGENT.matcher(line).matches())
            .map(line -> line.startsWith("#") ? line : withPlainValue(line))
            .toList();
    return String.join("\n", lines);
  }

  private static String withPlainValue(String sample) {
    int value = sample.lastIndexOf(' ') + 1;
    BigDecimal rounded =
        BigDecimal.valueOf(Double.parseDouble(sample.substring(value))).round(new MathContext(15));
    BigDecimal plain = rounded.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros();
    return sample.substring(0, value) + plain.toPlainString();
  }
}
