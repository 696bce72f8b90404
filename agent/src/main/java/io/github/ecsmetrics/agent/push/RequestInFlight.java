package io.github.ecsmetrics.agent.push;

import io.github.ecsmetrics.agent.net.HttpClient;

/** The request that a push waits for, for another thread that ends it. */
final class RequestInFlight {
  private volatile HttpClient http;
  private volatile boolean cancelled;
  private volatile boolean aborted;

  /** Begins a push. */
  void begin() {
    cancelled = aborted;
  }

  /** The client of the next request, which ends at once if the push is cancelled. */
  HttpClient of(HttpClient next) {
    http = next;
    if (cancelled) next.abort();
    return next;
  }

  /** Whether the push was cancelled since it began. */
  boolean isCancelled() {
    return cancelled;
  }

  /** Ends a request whose time is over. */
  void abortIfLate() {
    HttpClient current = http;
    if (current != null) current.abortIfLate();
  }

  /** Ends the push; a later one begins anew. */
  void cancel() {
    cancelled = true;
    HttpClient current = http;
    if (current != null) current.abort();
  }

  /** Ends the push and each later one. */
  void abort() {
    aborted = true;
    cancel();
  }
}
