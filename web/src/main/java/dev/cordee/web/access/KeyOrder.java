package dev.cordee.web.access;

import dev.cordee.web.access.KeyRepository.Purpose;
import dev.cordee.web.http.JsonFields;
import java.util.Optional;

/**
 * What key is wanted.
 *
 * @param days after which it expires; empty for never
 */
record KeyOrder(Purpose purpose, Optional<Integer> days) {
  private static final int LONGEST_NAME = 100;
  private static final int MOST_DAYS = 3650;
  private static final String ROLE = "role";
  private static final String CLIENT_ID = "client_id";
  private static final String DAYS = "expires_in_days";

  /** Reads the body's fields; to be followed by its check. */
  static KeyOrder read(JsonFields body) {
    var role = role(body);
    return new KeyOrder(
        new Purpose(role, body.text("name", LONGEST_NAME), client(body, role)), days(body));
  }

  private static Role role(JsonFields body) {
    var word = body.text(ROLE, LONGEST_NAME);
    var role = Role.of(word);
    if (role.isEmpty() && !word.isEmpty()) {
      body.refuse(ROLE, "must be one of " + Role.words());
    }
    return role.orElse(Role.CLIENT);
  }

  private static Optional<String> client(JsonFields body, Role role) {
    if (role == Role.CLIENT) {
      var client = body.text(CLIENT_ID, Caller.LONGEST_CLIENT);
      if (client.equals(Caller.NOBODY)) {
        body.refuse(CLIENT_ID, "is of those who do not say who they are");
      }
      return Optional.of(client);
    }
    if (body.has(CLIENT_ID)) {
      body.refuse(CLIENT_ID, "is for keys of role client: a " + role.word() + " sees all");
    }
    return Optional.empty();
  }

  private static Optional<Integer> days(JsonFields body) {
    return body.optionalNumber(
            DAYS,
            days -> days == Math.rint(days) && days >= 1 && days <= MOST_DAYS,
            "must be an integer from 1 to " + MOST_DAYS)
        .map(Double::intValue);
  }
}
