package io.github.ecsmetrics.it.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;

/** Every task definition of the documentation is one that {@code RegisterTaskDefinition} takes. */
class TaskDefinitionsIT {
  private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern JSON_BLOCK = Pattern.compile("(?s)```json\n(.*?)```");
  private static final List<String> REQUIRED = List.of("family", "containerDefinitions");

  private static final List<String> FILES =
      List.of(
          "task-definition-fargate.json",
          "task-definition-ec2.json",
          "cloudwatch/task-definition.json");

  static Stream<Arguments> definitions() throws IOException {
    List<Arguments> definitions = new ArrayList<>();
    for (String file : FILES) {
      definitions.add(Arguments.of(file, Files.readString(TOP.resolve("docs/deploy/" + file))));
    }
    for (String file : List.of("README.md", "docs/batch.md")) {
      Matcher block = JSON_BLOCK.matcher(Files.readString(TOP.resolve(file)));
      while (block.find()) {
        if (block.group(1).contains("containerDefinitions")) {
          definitions.add(Arguments.of(file, block.group(1)));
        }
      }
    }
    return definitions.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("definitions")
  void everyMemberIsOneOfTheRequest(String file, String text) throws Exception {
    JsonNode definition = new ObjectMapper().readTree(text);
    for (String required : REQUIRED) assertTrue(definition.has(required), required);
    assertEquals(List.of(), unknown(definition));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("definitions")
  void agentIsAttachedByTheEnvironment(String file, String text) throws Exception {
    JsonNode container = new ObjectMapper().readTree(text).at("/containerDefinitions/0");
    List<String> values = new ArrayList<>();
    for (JsonNode variable : container.get("environment")) {
      values.add(variable.get("name").asText() + "=" + variable.get("value").asText());
    }
    assertTrue(
        values.contains("JAVA_TOOL_OPTIONS=-javaagent:/opt/ecs-metrics-agent.jar"),
        values.toString());
  }

  /**
   * As resources of a CloudFormation template, because cfn-lint knows which members go together.
   */
  @Test
  void cfnLintFindsNothing(@TempDir Path folder) throws Exception {
    Path lint = Program.onPath("cfn-lint");
    assertEquals("", lint(lint, folder, UnaryOperator.identity()));
    String found = lint(lint, folder, text -> text.replace("\"cpu\": \"512\"", "\"cpu\": \"500\""));
    assertTrue(found.contains("E3047"), found);
  }

  private static String lint(Path lint, Path folder, UnaryOperator<String> change)
      throws Exception {
    ObjectMapper json = new ObjectMapper();
    ObjectNode template = json.createObjectNode();
    int number = 0;
    for (Arguments definition : definitions().toList()) {
      ObjectNode task = template.withObject("/Resources/Task" + number++);
      task.put("Type", "AWS::ECS::TaskDefinition");
      String text = change.apply((String) definition.get()[1]);
      task.set("Properties", capitalised(json.readTree(text)));
    }
    Path file = folder.resolve("template.json");
    json.writeValue(file.toFile(), template);
    return JvmCommand.tool(lint).arguments("--template", file.toString()).run().stdout();
  }

  /** The members as CloudFormation calls them; the keys of maps stay as they are. */
  private static JsonNode capitalised(JsonNode value) {
    if (value.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      for (JsonNode element : value) array.add(capitalised(element));
      return array;
    }
    if (!value.isObject()) return value;
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      String name = member.getKey();
      boolean map = name.equals("options") || name.equals("dockerLabels");
      JsonNode inner = map ? member.getValue() : capitalised(member.getValue());
      object.set(Character.toUpperCase(name.charAt(0)) + name.substring(1), inner);
    }
    return object;
  }

  @Test
  void fivesAreFound() throws Exception {
    assertTrue(definitions().count() >= 5);
  }

  @Test
  void wrongMembersAreNoticed() throws Exception {
    String wrong =
        """
        {"family": 1, "cpu": "512", "memmory": "1024",
         "containerDefinitions": [{"name": "a", "portMappings": {"containerPort": 1}},
                                  {"environment": [{"name": "a", "valu": "b"}], "cpu": "1"}]}
        """;
    List<String> unknown = unknown(new ObjectMapper().readTree(wrong));
    assertEquals(
        List.of(
            "/family",
            "/memmory",
            "/containerDefinitions/0/portMappings",
            "/containerDefinitions/1/environment/0/valu",
            "/containerDefinitions/1/cpu"),
        unknown);
    assertFalse(unknown.contains("/cpu"));
  }

  private static List<String> unknown(JsonNode definition) {
    List<String> unknown = new ArrayList<>();
    checkObject(
        "", definition, RegisterTaskDefinitionRequest.builder().build().sdkFields(), unknown);
    return unknown;
  }

  private static void checkObject(
      String path, JsonNode object, List<SdkField<?>> fields, List<String> unknown) {
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      String here = path + "/" + member.getKey();
      SdkField<?> field =
          fields.stream()
              .filter(each -> each.locationName().equals(member.getKey()))
              .findFirst()
              .orElse(null);
      if (field == null) unknown.add(here);
      else check(here, member.getValue(), field, unknown);
    }
  }

  private static void check(String path, JsonNode value, SdkField<?> field, List<String> unknown) {
    MarshallingType<?> type = field.marshallingType();
    if (type == MarshallingType.LIST && value.isArray()) {
      SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
      for (int i = 0; i < value.size(); i++) {
        check(path + "/" + i, value.get(i), member, unknown);
      }
    } else if (type == MarshallingType.MAP && value.isObject()) {
      SdkField<?> member = field.getTrait(MapTrait.class).valueFieldInfo();
      for (Map.Entry<String, JsonNode> entry : value.properties()) {
        check(path + "/" + entry.getKey(), entry.getValue(), member, unknown);
      }
    } else if (type == MarshallingType.SDK_POJO && value.isObject()) {
      checkObject(path, value, field.constructor().get().sdkFields(), unknown);
    } else if (!isScalar(type, value)) {
      unknown.add(path);
    }
  }

  private static boolean isScalar(MarshallingType<?> type, JsonNode value) {
    if (type == MarshallingType.STRING) return value.isTextual();
    if (type == MarshallingType.INTEGER) return value.isInt();
    return type == MarshallingType.BOOLEAN && value.isBoolean();
  }
}
