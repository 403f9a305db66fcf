package dev.cordee.web.access;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.CredentialsExpiredException;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.core.Authentication;

/**
 * Knows the keys in the table. It asks the table each time, so that a key that was revoked on one
 * process is over on all: a row by its primary key is cheap beside anything a call then does.
 */
final class StoredKeys implements AuthenticationProvider {
  private static final Logger log = LoggerFactory.getLogger(StoredKeys.class);

  private final KeyRepository keys;

  StoredKeys(KeyRepository keys) {
    this.keys = keys;
  }

  @Override
  public @Nullable Authentication authenticate(Authentication shown) {
    return KeyText.parse(Shown.secret(shown)).map(this::authenticate).orElse(null);
  }

  private Authentication authenticate(KeyText key) {
    var known = find(key);
    if (!known.hash().isOf(key.secret())) {
      throw new BadCredentialsException("no such key");
    }
    if (known.over()) {
      throw new CredentialsExpiredException("the key " + key.id() + " was revoked, or is expired");
    }
    if (!known.noted()) {
      noteUse(key);
    }
    var purpose = known.purpose();
    return Shown.accepted(
        new Caller(
            purpose.role(), "key " + key.id() + " (" + purpose.name() + ")", purpose.client()));
  }

  private KeyRepository.Known find(KeyText key) {
    try {
      return keys.find(key.id()).orElseThrow(() -> new BadCredentialsException("no such key"));
    } catch (DataAccessException e) {
      log.warn("keys cannot be looked up, PostgreSQL is not answering: {}", e.getMessage());
      // it may be a good one: this is not the caller's fault, and no other way may say that it is
      throw new InternalAuthenticationServiceException("the keys' database is not answering", e);
    }
  }

  /** Worth a warning, and no refused call. */
  private void noteUse(KeyText key) {
    try {
      keys.noteUse(key.id());
    } catch (DataAccessException e) {
      log.warn("the use of {} was not noted: {}", key, e.getMessage());
    }
  }

  @Override
  public boolean supports(Class<?> kind) {
    return Shown.isOneOf(kind);
  }
}
