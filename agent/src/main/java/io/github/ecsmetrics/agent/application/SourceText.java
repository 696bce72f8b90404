package io.github.ecsmetrics.agent.application;

/** To be built. */
final class SourceText {
  byte[] bytes;
  int length;
  io.github.ecsmetrics.agent.families.TextFormat format;
}
