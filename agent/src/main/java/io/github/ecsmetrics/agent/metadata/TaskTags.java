package io.github.ecsmetrics.agent.metadata;

import io.github.ecsmetrics.agent.json.FieldMapping;
import io.github.ecsmetrics.agent.json.FieldValues;
import io.github.ecsmetrics.agent.json.JsonDecoder;
import io.github.ecsmetrics.agent.json.JsonField;
import io.github.ecsmetrics.agent.json.JsonReader;
import io.github.ecsmetrics.agent.json.JsonReader.Token;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The tags in the answer of {@code /taskWithTags}, which is that of {@code /task} and more.
 *
 * <pre>
 * {"TaskARN": "...", ..., "TaskTags": {"team": "payments"}, "ContainerInstanceTags": {...}}
 * {"TaskARN": "...", ..., "Errors": [{"ErrorField": "TaskTags", "ErrorCode": "AccessDeniedException",
 *  "ErrorMessage": "User: ... is not authorized to perform: ecs:ListTagsForResource on resource: ...", ...}]}
 * </pre>
 */
public final class TaskTags {
  private static final FieldMapping<TaskTags> FIELDS = new FieldMapping<>();
  private static final JsonField<TaskTags, String> TASK_ARN = FIELDS.text("TaskARN");
  private static final JsonField<TaskTags, Map<String, String>> TAGS =
      FIELDS.decoded("TaskTags", new Texts());
  private static final JsonField<TaskTags, String> ERROR =
      FIELDS.decoded("Errors", new ErrorOfTaskTags());

  private final FieldValues<TaskTags> values;

  private TaskTags(FieldValues<TaskTags> values) {
    this.values = values;
  }

  /** Reads an answer of {@code /taskWithTags}. */
  public static final class Decoder implements JsonDecoder<TaskTags> {
    @Override
    public TaskTags decode(JsonReader json) throws IOException {
      FieldValues<TaskTags> values = FIELDS.read(json);
      if (values.isBlank()) throw new IOException("a JSON object, but no task");
      return new TaskTags(values);
    }
  }

  /** Key to value; empty if the task has no tags. */
  public Map<String, String> byKey() {
    Map<String, String> tags = values.get(TAGS);
    return tags == null ? Collections.<String, String>emptyMap() : tags;
  }

  /** The reason why ECS could not read the task's tags, or null. */
  public String error() {
    return values.get(TAGS) == null ? values.get(ERROR) : null;
  }

  private static final class Texts implements JsonDecoder<Map<String, String>> {
    @Override
    public Map<String, String> decode(JsonReader json) throws IOException {
      if (json.token() != Token.OBJECT) {
        json.skip();
        return null;
      }
      Map<String, String> texts = new LinkedHashMap<>();
      while (json.next() != Token.END_OBJECT) {
        String text = json.text();
        if (text != null) texts.put(json.name(), text);
        json.skip();
      }
      return Collections.unmodifiableMap(texts);
    }
  }

  /** {@code AccessDeniedException: User: ...}; an error of the instance's tags does not matter. */
  private static final class ErrorOfTaskTags implements JsonDecoder<String> {
    @Override
    public String decode(JsonReader json) throws IOException {
      String error = null;
      if (json.token() != Token.ARRAY) {
        json.skip();
        return null;
      }
      while (json.next() != Token.END_ARRAY) {
        if (json.token() == Token.OBJECT && error == null) error = error(json);
        else json.skip();
      }
      return error;
    }

    private static String error(JsonReader json) throws IOException {
      String field = null;
      String code = null;
      String message = null;
      while (json.next() != Token.END_OBJECT) {
        if (json.name().equals("ErrorField")) field = json.text();
        if (json.name().equals("ErrorCode")) code = json.text();
        if (json.name().equals("ErrorMessage")) message = json.text();
        json.skip();
      }
      return "ContainerInstanceTags".equals(field) ? null : code + ": " + message;
    }
  }
}
