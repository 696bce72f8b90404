package io.github.ecsmetrics.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.guest.Hello;
import io.github.ecsmetrics.it.guest.Waiting;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HarnessIT {
  @ParameterizedTest
  @MethodSource("io.github.ecsmetrics.it.Jdk#available")
  void guestRunsOnEveryJdkWithTheAgent(Jdk jdk) throws Exception {
    Finished hello = JvmCommand.of(Hello.class).on(jdk).agentByEnvironment().arguments("3").run();
    assertEquals("hello\n", hello.stdout());
    assertEquals(3, hello.exitCode());
  }

  @Test
  void waitThatCannotEndFailsWithTheOutput() throws Exception {
    try (RunningJvm jvm = JvmCommand.of(Hello.class).start()) {
      AssertionError failure = assertThrows(AssertionError.class, () -> jvm.awaitStdout("bye"));
      assertTrue(failure.getMessage().contains("hello\n"), failure.getMessage());
    }
  }

  @Test
  void closedJvmIsGone() throws Exception {
    RunningJvm jvm = JvmCommand.of(Waiting.class).start();
    jvm.awaitStdout("ready");
    jvm.close();
    assertFalse(jvm.isAlive());
  }

  @Test
  void endpointAnswersAndCounts() throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate()) {
      URI uri = URI.create(endpoint.uri());
      Answer task = Answer.get(uri.getPort(), uri.getPath() + "/task");
      assertTrue(task.text().contains("\"Family\": \"orders\""), task.text());
      assertEquals(404, Answer.get(uri.getPort(), uri.getPath() + "/taskWithTags").status());
      assertEquals(1, endpoint.requests("/task"));
      assertEquals(2, endpoint.requests());
    }
  }

  @Test
  void librariesComeWithWhatTheyNeed() {
    assertEquals(3, Libraries.of("ch.qos.logback:logback-classic:1.2.13").size());
  }
}
