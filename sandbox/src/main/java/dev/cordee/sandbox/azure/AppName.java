package dev.cordee.sandbox.azure;

import java.util.regex.Pattern;

/** The rule for names of container apps, which the published schema does not tell. */
final class AppName {
  private static final int SHORTEST = 2;
  private static final int LONGEST = 32;
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  private AppName() {}

  static void check(String name) {
    if (name.length() < SHORTEST || name.length() > LONGEST || !FORM.matcher(name).matches()) {
      throw ArmError.invalid(
          "ContainerAppInvalidName",
          "Invalid ContainerApp name '%s'. A name must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character and cannot have '--'. The length must be between %d and %d characters inclusive."
              .formatted(name, SHORTEST, LONGEST));
    }
  }
}
