package io.github.ecsmetrics.it.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ecsmetrics.it.Finished;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The configurations in {@code docs/deploy} with the AWS provider, from {@code $TF_PLUGINS_DIR}
 * (default {@code /opt/tf-plugins}) if that is there, else from wherever Terraform finds it.
 */
class TerraformIT {
  private static final Path DEPLOY = Path.of("../docs/deploy").toAbsolutePath().normalize();
  private static final Path PLUGINS =
      Path.of(System.getenv().getOrDefault("TF_PLUGINS_DIR", "/opt/tf-plugins"));

  @TempDir private Path folder;

  private void init(String file) throws Exception {
    Files.copy(DEPLOY.resolve(file), folder.resolve("main.tf"));
    List<String> plugins =
        Files.isDirectory(PLUGINS) ? List.of("-plugin-dir=" + PLUGINS) : List.<String>of();
    Finished init =
        terraform("init", "-backend=false", "-input=false")
            .arguments(plugins.toArray(new String[0]))
            .run();
    Assumptions.assumeTrue(init.exitCode() == 0, "no AWS provider for Terraform: " + init.stderr());
  }

  /** Warnings, too: an attribute that is deprecated is one. */
  @ParameterizedTest
  @ValueSource(strings = {"main.tf", "cloudwatch/main.tf"})
  void configurationIsValidWithoutAWarning(String file) throws Exception {
    init(file);
    Finished validate = terraform("validate").run();
    assertEquals("Success! The configuration is valid.\n\n", validate.stdout());
    assertEquals("", validate.stderr());
  }

  @ParameterizedTest
  @ValueSource(strings = {"main.tf", "cloudwatch/main.tf"})
  void configurationIsFormatted(String file) throws Exception {
    init(file);
    Finished format = terraform("fmt", "-check", "-diff").run();
    assertEquals(0, format.exitCode(), format.stdout());
  }

  private JvmCommand terraform(String command, String... arguments) {
    return JvmCommand.tool(Program.onPath("terraform"))
        .directory(folder)
        // A file that is not there is a warning each time.
        .environment("TF_CLI_CONFIG_FILE", "")
        .environment("CHECKPOINT_DISABLE", "1")
        // It links to the plugins, which a temporary folder is not deleted with in silence.
        .environment("TF_DATA_DIR", Path.of("target/terraform").toAbsolutePath().toString())
        .arguments(command)
        .arguments(command.equals("fmt") ? new String[0] : new String[] {"-no-color"})
        .arguments(arguments);
  }
}
