package io.github.ecsmetrics.agent.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class AgentLogTest {
  @Test
  void messageIsOneLineWithNothingForTerminals() {
    assertEquals(
        "not HTTP:  [2J a  b  c é", AgentLog.oneLine("not HTTP: \u001b[2J a\r\nb\t\u0085c é"));
  }
}
