package io.github.ecsmetrics.it;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The command line and the environment of a JVM to start. */
public final class JvmCommand {
  private static final List<String> NOT_INHERITED =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "PROMETHEUS_CONFIG");
  private static final List<String> NOT_INHERITED_PREFIXES =
      List.of("ECS_", "IO_PROMETHEUS_", "JBOSS_");

  private final List<String> target;
  private final List<Path> classPath = new ArrayList<>();
  private final List<String> options = new ArrayList<>();
  private final List<String> arguments = new ArrayList<>();
  private final Map<String, String> environment = new HashMap<>();
  private final Path tool;
  private Jdk jdk;
  private Path directory;
  private Path agentJar;
  private int port;
  private boolean readsStderr = true;

  private JvmCommand(Path tool, String... target) {
    this.tool = tool;
    this.target = List.of(target);
  }

  /** A program of this module's main sources, which need nothing else on the class path. */
  public static JvmCommand of(Class<?> main) {
    return of(main.getName()).classPath(List.of(guests()));
  }

  public static JvmCommand of(String mainClass) {
    return new JvmCommand(null, mainClass);
  }

  public static JvmCommand jar(Path jar) {
    return new JvmCommand(null, "-jar", jar.toString());
  }

  public static JvmCommand module(String moduleAndMain) {
    return new JvmCommand(null, "-m", moduleAndMain);
  }

  /** {@code java} with options only, for example {@code java -version}. */
  public static JvmCommand withoutMain() {
    return new JvmCommand(null);
  }

  /** Any other program, which may start JVMs: a JDK tool, a server's start script. */
  public static JvmCommand tool(Path program) {
    return new JvmCommand(program);
  }

  /** Where the compiled programs of this module's main sources are. */
  public static Path guests() {
    return Path.of(System.getProperty("guests", "target/classes")).toAbsolutePath();
  }

  /** Instead of {@link Jdk#underTest()}. */
  public JvmCommand on(Jdk jdk) {
    this.jdk = jdk;
    return this;
  }

  public JvmCommand classPath(Collection<Path> entries) {
    classPath.addAll(entries);
    return this;
  }

  /** Adds artifacts, {@code group:artifact:version}, and their dependencies to the class path. */
  public JvmCommand libraries(String... coordinates) {
    return classPath(Libraries.of(coordinates));
  }

  /** Options of the JVM, for example {@code -Xmx32m}. */
  public JvmCommand options(String... more) {
    options.addAll(Arrays.asList(more));
    return this;
  }

  public JvmCommand property(String key, String value) {
    return options("-D" + key + "=" + value);
  }

  public JvmCommand arguments(String... more) {
    arguments.addAll(Arrays.asList(more));
    return this;
  }

  public JvmCommand environment(String key, String value) {
    environment.put(key, value);
    return this;
  }

  public JvmCommand directory(Path directory) {
    this.directory = directory;
    return this;
  }

  public JvmCommand endpoint(MetadataEndpoint endpoint) {
    return environment("ECS_CONTAINER_METADATA_URI_V4", endpoint.uri());
  }

  /** Uses a copy of the agent's jar instead of the built one; call it before {@link #agent}. */
  public JvmCommand agentJar(Path copy) {
    agentJar = copy;
    return this;
  }

  /**
   * Adds {@code -javaagent}; the settings get a free port unless they name one.
   *
   * @param settings {@code key=value} each
   */
  public JvmCommand agent(String... settings) {
    return options(agentOption(settings));
  }

  /** The same through {@code JAVA_TOOL_OPTIONS}, as a task definition does. */
  public JvmCommand agentByEnvironment(String... settings) {
    return environment("JAVA_TOOL_OPTIONS", agentOption(settings));
  }

  /** Leaves the pipe unread, which holds 64 KiB, until {@link RunningJvm#readStderr}. */
  public JvmCommand leaveStderrUnread() {
    readsStderr = false;
    return this;
  }

  /** Starts the program, ends its standard input and waits for its exit. */
  public Finished run() throws IOException, InterruptedException {
    try (RunningJvm jvm = start()) {
      return jvm.endInput();
    }
  }

  public RunningJvm start() throws IOException {
    Jdk on = jdk == null ? Jdk.underTest() : jdk;
    ProcessBuilder process = new ProcessBuilder(commandLine(on));
    if (directory != null) process.directory(directory.toFile());
    Map<String, String> inherited = process.environment();
    inherited.keySet().removeAll(NOT_INHERITED);
    inherited
        .keySet()
        .removeIf(
            key -> NOT_INHERITED_PREFIXES.stream().anyMatch(prefix -> key.startsWith(prefix)));
    inherited.put("JAVA_HOME", on.home().toString());
    inherited.putAll(environment);
    return new RunningJvm(process, port, readsStderr);
  }

  private List<String> commandLine(Jdk on) {
    List<String> line = new ArrayList<>();
    line.add((tool == null ? on.tool("java") : tool).toString());
    line.addAll(options);
    if (!classPath.isEmpty()) {
      line.add("-cp");
      line.add(String.join(File.pathSeparator, classPath.stream().map(Path::toString).toList()));
    }
    line.addAll(target);
    line.addAll(arguments);
    return line;
  }

  private String agentOption(String... settings) {
    List<String> all = new ArrayList<>(Arrays.asList(settings));
    String given = all.stream().filter(each -> each.startsWith("port=")).findFirst().orElse(null);
    if (given == null) {
      port = Ports.free();
      all.add(0, "port=" + port);
    } else if (given.matches("port=[0-9]+")) {
      port = Integer.parseInt(given.substring("port=".length()));
    }
    return "-javaagent:"
        + (agentJar == null ? BuiltJar.path() : agentJar)
        + "="
        + String.join(",", all);
  }
}
