package io.github.ecsmetrics.agent.application;

/** One look for the registries of the application, which calls its code, too. */
final class RegistrySearch extends ApplicationCall<FoundRegistries> {
  private final RegistryFinder finder;

  RegistrySearch(RegistryFinder finder) {
    this.finder = finder;
  }

  @Override
  FoundRegistries call() {
    return finder.find(System.nanoTime());
  }
}
