package io.github.ecsmetrics.it;

import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.context.Runtimes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.util.artifact.JavaScopes;
import org.eclipse.aether.util.filter.DependencyFilterUtils;

/**
 * Other people's software in any version, through the user's own Maven repository and settings.
 *
 * <p>Not dependencies of this module: thirty versions of one artifact cannot be on one class path.
 */
public final class Libraries {
  private static final Map<List<String>, List<Path>> RESOLVED = new ConcurrentHashMap<>();
  private static final Context MAVEN =
      Runtimes.INSTANCE
          .getRuntime()
          .create(ContextOverrides.create().withUserSettings(true).build());

  private Libraries() {}

  /**
   * The run-time class path of these artifacts, with their dependencies.
   *
   * @param coordinates {@code group:artifact:version} each; the first decides on a version conflict
   */
  public static List<Path> of(String... coordinates) {
    return RESOLVED.computeIfAbsent(List.of(coordinates), Libraries::resolve);
  }

  /** One file alone, for example {@code org.wildfly:wildfly-dist:zip:26.1.3.Final}. */
  public static Path file(String coordinates) {
    ArtifactRequest request =
        new ArtifactRequest(new DefaultArtifact(coordinates), MAVEN.remoteRepositories(), null);
    try {
      return MAVEN
          .repositorySystem()
          .resolveArtifact(MAVEN.repositorySystemSession(), request)
          .getArtifact()
          .getFile()
          .toPath();
    } catch (ArtifactResolutionException e) {
      throw new IllegalStateException("cannot resolve " + coordinates, e);
    }
  }

  private static List<Path> resolve(List<String> coordinates) {
    CollectRequest roots = new CollectRequest().setRepositories(MAVEN.remoteRepositories());
    for (String each : coordinates) {
      roots.addDependency(new Dependency(new DefaultArtifact(each), JavaScopes.RUNTIME));
    }
    DependencyRequest request =
        new DependencyRequest(roots, DependencyFilterUtils.classpathFilter(JavaScopes.RUNTIME));
    try {
      Stream<Artifact> artifacts =
          MAVEN
              .repositorySystem()
              .resolveDependencies(MAVEN.repositorySystemSession(), request)
              .getArtifactResults()
              .stream()
              .map(ArtifactResult::getArtifact);
      return artifacts.map(artifact -> artifact.getFile().toPath()).toList();
    } catch (DependencyResolutionException e) {
      throw new IllegalStateException("cannot resolve " + coordinates, e);
    }
  }
}
