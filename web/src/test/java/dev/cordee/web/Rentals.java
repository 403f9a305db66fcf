package dev.cordee.web;

import java.util.UUID;

/** A tenant at the API. */
final class Rentals {
  static final String RENT = "/api/rent";
  static final String RENTALS = "/api/rentals";
  static final String KEY = "Idempotency-Key";

  /** Of a pair whose private half nobody kept. */
  static final String PUBLIC_KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJtGRGmZl9WkJ2fHnQhkSxRzn0gpBlIxgXoGv7bNNNfD";

  /** What alice asks for. */
  static final String ALICE =
      "{\"client_id\": \"alice\", \"public_key\": \"" + PUBLIC_KEY + " alice@home\"}";

  private final Api api;

  Rentals(Api api) {
    this.api = api;
  }

  Answer rent(String body, String... headers) {
    return api.post(RENT, body, headers);
  }

  Answer find(UUID rental) {
    return api.get(RENTALS + "/" + rental);
  }

  Answer extend(UUID rental, String hours, String... headers) {
    return api.post(
        RENTALS + "/" + rental + "/extend", "{\"additional_hours\": " + hours + "}", headers);
  }

  Answer release(UUID rental) {
    return api.delete(RENTALS + "/" + rental);
  }

  static UUID id(Answer answer) {
    return UUID.fromString(answer.text("rental_id"));
  }
}
