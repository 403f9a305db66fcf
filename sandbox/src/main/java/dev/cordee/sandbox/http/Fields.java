package dev.cordee.sandbox.http;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The fields of a JSON object, read strictly: whatever is missing or wrong is a 422 {@link
 * Rejection} that names the field by its path, such as {@code produits[1].prix}.
 */
public final class Fields {
  /** Bounds that no shop reaches and that keep every sum within a long. */
  private static final long MAX_NUMBER = 1_000_000_000_000L;

  private static final int MAX_ITEMS = 1000;
  private static final int MAX_SCALE = 6;
  private static final int MAX_DIGITS = 18;

  private final JsonNode object;
  private final String prefix;

  private Fields(JsonNode object, String prefix) {
    this.object = object;
    this.prefix = prefix;
  }

  public static Fields of(JsonNode node) {
    if (!node.isObject()) {
      throw Rejection.ofField("body", "must be a JSON object");
    }
    return new Fields(node, "");
  }

  /** Reads each item of an array; {@code at} names the array in messages. */
  public static <T> List<T> each(@Nullable JsonNode array, String at, Function<Fields, T> item) {
    if (array == null || !array.isArray()) {
      throw Rejection.ofField(at, "must be an array");
    }
    if (array.size() > MAX_ITEMS) {
      throw Rejection.ofField(at, "has more than " + MAX_ITEMS + " items");
    }
    List<T> items = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      String here = at + "[" + i + "]";
      if (!array.get(i).isObject()) {
        throw Rejection.ofField(here, "must be a JSON object");
      }
      items.add(item.apply(new Fields(array.get(i), here + ".")));
    }
    return List.copyOf(items);
  }

  public <T> List<T> list(String name, Function<Fields, T> item) {
    return each(object.get(name), prefix + name, item);
  }

  /** Refuses fields outside {@code known}: a mistyped name must not be a setting silently lost. */
  public void only(Set<String> known) {
    for (String name : object.propertyNames()) {
      if (!known.contains(name)) {
        throw refuse(name, "is not known; known are " + known.stream().sorted().toList());
      }
    }
  }

  public boolean has(String name) {
    return object.hasNonNull(name);
  }

  /** Any JSON value, null included; nothing when the field is absent. */
  public @Nullable JsonNode value(String name) {
    return object.get(name);
  }

  /** One of the values, by the word that stands for it. */
  public <T> T word(String name, List<? extends T> values, Function<? super T, String> wire) {
    List<String> words = values.stream().<String>map(wire).toList();
    int found = has(name) ? words.indexOf(text(name)) : -1;
    if (found < 0) {
      throw refuse(name, "must be one of " + words);
    }
    return values.get(found);
  }

  public boolean flag(String name) {
    JsonNode node = object.get(name);
    if (node == null || !node.isBoolean()) {
      throw refuse(name, "must be true or false");
    }
    return node.booleanValue();
  }

  public long positive(String name) {
    return integer(name, 1, MAX_NUMBER);
  }

  public long integer(String name, long least, long most) {
    JsonNode node = object.get(name);
    if (node == null || !node.isIntegralNumber() || !node.canConvertToLong()) {
      throw refuse(name, "must be an integer");
    }
    long value = node.longValue();
    if (value < least || value > most) {
      throw refuse(name, "must be from " + least + " to " + most);
    }
    return value;
  }

  public double fraction(String name) {
    JsonNode node = object.get(name);
    if (node == null || !node.isNumber() || node.doubleValue() < 0 || node.doubleValue() > 1) {
      throw refuse(name, "must be a number from 0 to 1");
    }
    return node.doubleValue();
  }

  public String text(String name) {
    JsonNode node = object.get(name);
    if (node == null || !node.isString() || node.stringValue().isEmpty()) {
      throw refuse(name, "must be a text");
    }
    return node.stringValue();
  }

  /** An exact amount of zero or more, with at least two decimals. */
  public BigDecimal amount(String name) {
    JsonNode node = object.get(name);
    if (node == null || !node.isNumber()) {
      throw refuse(name, "must be a number");
    }
    BigDecimal value = node.decimalValue();
    // the exponent is bounded too: 1e999999999 is small to send and huge to write out
    if (Math.abs(value.scale()) > MAX_SCALE || value.precision() > MAX_DIGITS) {
      throw refuse(name, "has too many digits");
    }
    if (value.signum() < 0) {
      throw refuse(name, "must not be negative");
    }
    return value.setScale(Math.max(2, value.scale()));
  }

  public BigDecimal positiveAmount(String name) {
    BigDecimal value = amount(name);
    if (value.signum() == 0) {
      throw refuse(name, "must be more than zero");
    }
    return value;
  }

  /** The refusal of one field, for rules this class does not know. */
  public Rejection refuse(String name, String reason) {
    return Rejection.ofField(prefix + name, reason);
  }
}
