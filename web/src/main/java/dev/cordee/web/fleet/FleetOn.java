package dev.cordee.web.fleet;

import java.util.stream.Stream;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * There is a fleet when nodes are listed, or when there is a key to log in with to those that join
 * by themselves.
 */
public final class FleetOn implements Condition {
  @Override
  public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
    return Stream.of(FleetSettings.INVENTORY, FleetSettings.SSH_KEY)
        .map(context.getEnvironment()::getProperty)
        .anyMatch(StringUtils::hasText);
  }
}
