package io.github.ecsmetrics.it.guest.logging;

import org.tinylog.Logger;
import org.tinylog.ThreadContext;

/** Through the API of tinylog 2; arguments are tags, which stand for names of loggers. */
public final class TinylogStory {
  private TinylogStory() {}

  public static void main(String[] tags) throws Exception {
    new ContextStory(
            (tag, message) -> Logger.tag(tag).info(message),
            ThreadContext::put,
            ThreadContext::remove,
            ThreadContext::get,
            ThreadContext::getMapping)
        .logAll(tags);
  }
}
