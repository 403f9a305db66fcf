package dev.cordee.sandbox.orders;

import com.fasterxml.jackson.annotation.JsonValue;

/** The two things that can be done to stock, by the sign that asks for them. */
enum StockMove {
  TAKE("-"),
  PUT_BACK("+");

  private final String sign;

  StockMove(String sign) {
    this.sign = sign;
  }

  /** The sign as JSON has it. */
  @JsonValue
  String wire() {
    return sign;
  }
}
