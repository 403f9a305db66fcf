package dev.cordee.workflows.money;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;

/** An amount in euros, exact: what is charged is to the cent what is refunded. */
public record Money(@JsonValue BigDecimal euros) {
  public static final Money ZERO = new Money(BigDecimal.ZERO);

  @JsonCreator
  public Money {}

  public Money plus(Money other) {
    return new Money(euros.add(other.euros));
  }

  public Money times(long quantity) {
    return new Money(euros.multiply(BigDecimal.valueOf(quantity)));
  }
}
