package dev.cordee.activities.rental;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cordee.workflows.rental.Provisioned;
import dev.cordee.workflows.rental.ProvisioningActivities.Expected;
import dev.cordee.workflows.rental.Tenancy;
import java.util.List;
import java.util.Optional;

/**
 * An account as a node describes it.
 *
 * @param passwd its line there; empty when there is none
 * @param password the first letter of the field: {@code !} is locked, {@code *} is keys alone
 * @param expires days since 1970; empty when it never does
 * @param hasKeys whether there is a file of keys
 * @param keys its lines
 * @param marker the placement that the node takes itself to hold
 * @param processes that run, or may act, as the account's UID
 */
record AccountState(
    String passwd,
    String password,
    String expires,
    boolean hasKeys,
    List<String> keys,
    JsonNode marker,
    int processes) {
  private static final JsonMapper JSON = new JsonMapper();

  /** Empty when the node did not answer in full, or could not see into its own files. */
  static Optional<AccountState> parse(String answer) {
    var lines = answer.lines().map(String::strip).toList();
    if (lines.isEmpty() || !lines.getLast().equals("end") || !lines.contains("sight 1 1")) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new AccountState(
              value(lines, "passwd"),
              value(lines, "password"),
              value(lines, "expires"),
              lines.contains("keys"),
              lines.stream()
                  .filter(line -> line.startsWith("key "))
                  .map(line -> line.substring("key ".length()).strip())
                  .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                  .toList(),
              JSON.readTree(value(lines, "marker")),
              Integer.parseInt(value(lines, "processes"))));
    } catch (JsonProcessingException | NumberFormatException notOurs) {
      return Optional.empty();
    }
  }

  private static String value(List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name + " "))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElse("");
  }

  Provisioned comparedWith(Tenancy tenancy, Expected expected) {
    if (holds(tenancy) && marker.path("epoch").asInt() > tenancy.epoch()) {
      return new Provisioned.Refused(
          "the node holds epoch " + marker.path("epoch").asInt() + " of this rental");
    }
    var flaw =
        switch (expected) {
          case OPEN -> shut(tenancy);
          case GONE -> left(tenancy);
        };
    return flaw.<Provisioned>map(Provisioned.Failed::new).orElse(new Provisioned.Done(false));
  }

  /** Why this tenant cannot log in, or why somebody else could. */
  private Optional<String> shut(Tenancy tenancy) {
    if (passwd.isEmpty()) {
      return Optional.of("there is no account " + tenancy.username());
    }
    var fields = passwd.split(":", -1);
    if (fields.length != 7 || !fields[2].equals(Integer.toString(tenancy.uid()))) {
      return Optional.of("the account has not UID " + tenancy.uid() + ": " + passwd);
    }
    if (!password.equals("*")) {
      return Optional.of("the account is locked, or opens to a password");
    }
    if (!expires.isEmpty()) {
      return Optional.of("the account has an expiry date");
    }
    if (keys.size() != 1 || !isKey(keys.getFirst(), tenancy.publicKey())) {
      return Optional.of("there are " + keys.size() + " keys, or it is not the tenant's");
    }
    return holds(tenancy) && marker.path("epoch").asInt() == tenancy.epoch()
        ? Optional.empty()
        : Optional.of("the node holds " + marker + ", not epoch " + tenancy.epoch());
  }

  private Optional<String> left(Tenancy tenancy) {
    if (!passwd.isEmpty() || !password.isEmpty()) {
      return Optional.of("the account " + tenancy.username() + " is still there");
    }
    if (hasKeys) {
      return Optional.of("keys of " + tenancy.username() + " are still there");
    }
    if (processes > 0) {
      return Optional.of(processes + " processes of UID " + tenancy.uid() + " still run");
    }
    return holds(tenancy)
        ? Optional.of("the node takes itself to hold " + marker)
        : Optional.empty();
  }

  private boolean holds(Tenancy tenancy) {
    return marker.path("rental").asText().equals(tenancy.rental().toString());
  }

  /** Options may stand before it, and a comment behind. */
  private static boolean isKey(String line, String publicKey) {
    var words = publicKey.split(" ", 3);
    return words.length >= 2 && (" " + line + " ").contains(" " + words[0] + " " + words[1] + " ");
  }
}
