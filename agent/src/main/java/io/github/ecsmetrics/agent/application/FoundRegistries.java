package io.github.ecsmetrics.agent.application;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The registries of the application that are there now. */
final class FoundRegistries {
  /** The one that was found first is the first. */
  final List<MetricsSource> sources = new ArrayList<>();

  /** Places that could not be looked at, for example because a module does not export them. */
  final Map<String, SourceFailure> failures = new LinkedHashMap<>();
}
