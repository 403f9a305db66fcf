package dev.cordee.sandbox.azure;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.cordee.sandbox.service.Service;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The stand-in's one port. */
public enum AzureService implements Service {
  AZURE;

  private static final int OFFSET = 8;

  @Override
  public int offset() {
    return OFFSET;
  }

  @Override
  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public List<String> operations() {
    return Arrays.stream(ArmCall.values()).map(ArmCall::wire).toList();
  }

  @Override
  public Set<String> filters() {
    return Set.of("operation", "method", "path_prefix");
  }
}
