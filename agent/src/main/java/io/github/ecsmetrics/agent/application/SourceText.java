package io.github.ecsmetrics.agent.application;

import io.github.ecsmetrics.agent.families.TextFormat;

/** The whole text of one source. */
final class SourceText {
  /** UTF-8; only the first {@link #length} bytes are text. Not to be changed. */
  final byte[] bytes;

  final int length;
  final TextFormat format;

  SourceText(byte[] bytes, int length, TextFormat format) {
    this.bytes = bytes;
    this.length = length;
    this.format = format;
  }
}
