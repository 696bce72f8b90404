package io.github.ecsmetrics.it.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/deploy/cloudwatch/template.yml} by the rules of {@code cfn-lint}. */
class CloudFormationIT {
  private static final Path TEMPLATE =
      Path.of("../docs/deploy/cloudwatch/template.yml").toAbsolutePath().normalize();

  @Test
  void cfnLintFindsNothing(@TempDir Path folder) throws Exception {
    assertEquals("", lint(TEMPLATE));
    String wrong = Files.readString(TEMPLATE).replace("!GetAtt TaskRole.Arn", "!GetAtt Task.Arn");
    String found = lint(Files.writeString(folder.resolve("template.yml"), wrong));
    assertTrue(found.contains("E1010"), found);
  }

  private static String lint(Path template) throws Exception {
    Path lint = Program.onPath("cfn-lint");
    return JvmCommand.tool(lint).arguments("--template", template.toString()).run().stdout();
  }
}
