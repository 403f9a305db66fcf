package dev.cordee.activities.orders;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cordee.activities.saga.Reply;
import dev.cordee.workflows.money.Money;
import dev.cordee.workflows.orders.OrderLine;
import dev.cordee.workflows.saga.Outcome;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The JSON of the Store Manager and of Payments. Amounts are exact, and read strictly. */
final class GatewayWire {
  /** The Store Manager writes all values as strings; no exponents, no signs, no spaces. */
  private static final Pattern AMOUNT = Pattern.compile("\\d{1,15}(\\.\\d{1,6})?");

  private static final Pattern ID = Pattern.compile("[1-9]\\d{0,17}");

  private final JsonMapper json =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private record Order(@JsonProperty("user_id") long userId, List<OrderLine> items) {}

  private record Stocks(List<OrderLine> items, String operation) {}

  private record Payment(
      @JsonProperty("user_id") long userId,
      @JsonProperty("order_id") long orderId,
      @JsonProperty("total_amount") BigDecimal totalAmount) {}

  String order(long userId, List<OrderLine> items) {
    return write(new Order(userId, items));
  }

  String stocks(List<OrderLine> items, String operation) {
    return write(new Stocks(items, operation));
  }

  String payment(long userId, long orderId, Money total) {
    return write(new Payment(userId, orderId, total.euros()));
  }

  /** Done when the body names the id as a number; an id as a string serves for undoing only. */
  Outcome<Long> id(Reply.Answer answer, String field) {
    var value = field(answer, field).orElse(null);
    var id = value == null ? Optional.<Long>empty() : parseId(value.asText());
    if (value != null && value.isIntegralNumber() && id.isPresent()) {
      return new Outcome.Done<>(id.get());
    }
    return new Outcome.Unreadable<>(
        "no number " + field + " in: " + answer.describe(), id.orElse(null));
  }

  private static Optional<Long> parseId(String text) {
    return ID.matcher(text).matches() ? Optional.of(Long.valueOf(text)) : Optional.empty();
  }

  /** Done when the body says OK, or nothing against it. */
  Outcome<Boolean> result(Reply.Answer answer) {
    var result = field(answer, "result").orElse(null);
    return result != null && (result.isNull() || "OK".equals(result.textValue()))
        ? new Outcome.Done<>(true)
        : new Outcome.Unreadable<>("no result OK in: " + answer.describe(), null);
  }

  /** The total of an order; an empty order is one that has vanished. */
  Outcome<Money> total(Reply.Answer answer) {
    var order = object(answer);
    if (order.filter(ObjectNode::isEmpty).isPresent()) {
      return new Outcome.Rejected<>("the order has vanished");
    }
    @Nullable String total =
        order.map(o -> o.get("total_amount")).map(JsonNode::textValue).orElse(null);
    if (total == null || !AMOUNT.matcher(total).matches()) {
      return new Outcome.Unreadable<>("no amount total_amount in: " + answer.describe(), null);
    }
    var amount = new BigDecimal(total);
    return amount.signum() > 0
        ? new Outcome.Done<>(new Money(amount))
        : new Outcome.Rejected<>("the order's total is " + total);
  }

  /** One field of the body; empty when it has none of this name, or is no JSON object. */
  Optional<JsonNode> field(Reply.Answer answer, String name) {
    return object(answer).map(body -> body.get(name));
  }

  /** Whether the body says that there is no such order; empty when it says nothing clear. */
  Optional<Boolean> isGone(Reply.Answer answer) {
    return object(answer).map(ObjectNode::isEmpty);
  }

  private Optional<ObjectNode> object(Reply.Answer answer) {
    try {
      return json.readTree(answer.body()) instanceof ObjectNode object
          ? Optional.of(object)
          : Optional.empty();
    } catch (JsonProcessingException unreadable) {
      return Optional.empty();
    }
  }

  private String write(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + value, e);
    }
  }
}
