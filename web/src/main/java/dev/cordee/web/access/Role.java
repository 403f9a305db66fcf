package dev.cordee.web.access;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** What a caller may do; {@link AccessRules} has the table. The mightiest comes first. */
public enum Role {
  /** Everything. */
  OPERATOR,
  /** Looks at everything but keys. */
  VIEWER,
  /** Orders and rents, and sees what is its own. */
  CLIENT;

  /** As requests, tokens and the table of keys spell it. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Role> of(String word) {
    return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
  }

  static List<String> words() {
    return Arrays.stream(values()).map(Role::word).toList();
  }

  List<GrantedAuthority> authorities() {
    return List.of(new SimpleGrantedAuthority(word()));
  }
}
