package io.github.ecsmetrics.agent.json;

import java.util.Arrays;

/**
 * The values of one JSON object's fields; NaN or null for a field that is unknown.
 *
 * @param <T> the type that is read from the object
 */
public final class FieldValues<T> {
  private final double[] numbers;
  private final Object[] others;

  FieldValues(int numbers, int others) {
    this.numbers = new double[numbers];
    this.others = new Object[others];
    clear();
  }

  void clear() {
    Arrays.fill(numbers, Double.NaN);
    Arrays.fill(others, null);
  }

  /** Makes unknown the field, or all fields below it. */
  void forget(JsonField<T, ?> field) {
    if (field.members != null) {
      for (JsonField<T, ?> member : field.members.values()) forget(member);
    } else if (field.isNumber()) {
      set(field, Double.NaN);
    } else {
      set(field, null);
    }
  }

  void set(JsonField<T, ?> field, double value) {
    numbers[field.index] = value;
  }

  void set(JsonField<T, ?> field, Object value) {
    others[field.index] = value;
  }

  /** The field's number, or NaN. */
  public double number(JsonField<T, Double> field) {
    return numbers[field.index];
  }

  /** The first number of two that is known, or NaN. */
  public double number(JsonField<T, Double> field, JsonField<T, Double> otherwise) {
    double value = number(field);
    return Double.isNaN(value) ? number(otherwise) : value;
  }

  /** All numbers, in the order in which the fields were declared. */
  public double[] numbers() {
    return numbers.clone();
  }

  /** The field's text or decoded value, or null. */
  @SuppressWarnings("unchecked")
  public <V> V get(JsonField<T, V> field) {
    return (V) others[field.index];
  }

  /** Whether no field is known. */
  public boolean isBlank() {
    for (double number : numbers) {
      if (!Double.isNaN(number)) return false;
    }
    for (Object other : others) {
      if (other != null) return false;
    }
    return true;
  }
}
