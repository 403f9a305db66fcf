package dev.cordee.web.access;

import dev.cordee.web.http.IdempotencyKey;
import java.security.Principal;
import java.util.Optional;

/**
 * Who calls.
 *
 * @param name as the records say who did something; no two callers share one
 * @param client whom a caller of role client acts for: it sees what is this client's, and nothing
 *     else. Empty for everybody else, who sees all
 */
public record Caller(Role role, String name, Optional<String> client) implements Principal {
  /** As many characters as a client's name may have. */
  public static final int LONGEST_CLIENT = 100;

  /** Whose things are that nobody was named for: no client's. */
  public static final String NOBODY = "anonymous";

  /** Where no key is asked for, everybody is an operator. */
  static Caller anybody() {
    return new Caller(Role.OPERATOR, "anybody", Optional.empty());
  }

  /** Whether a text can be a client's name. */
  static boolean isClient(String text) {
    return !text.isBlank()
        && !text.equals(NOBODY)
        && text.length() <= LONGEST_CLIENT
        && text.chars().noneMatch(Character::isISOControl);
  }

  @Override
  public String getName() {
    return name;
  }

  /** Whether what belongs to a client may be seen and changed by this caller. */
  public boolean mayUse(String owner) {
    return client.isEmpty() || client.get().equals(owner);
  }

  /**
   * A key of the request as this client's own: the same key of two clients names two things, and
   * neither finds out about the other's.
   */
  public Optional<IdempotencyKey> own(Optional<IdempotencyKey> key) {
    // no key holds a space, so the last one ends the client's name whatever that is, and nobody
    // without a name can send the same
    return client.isEmpty()
        ? key
        : key.map(sent -> new IdempotencyKey(client.get() + " " + sent.value()));
  }
}
