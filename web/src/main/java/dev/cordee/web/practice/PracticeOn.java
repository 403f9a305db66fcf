package dev.cordee.web.practice;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** There is practice in an API that the launcher of a sandbox has told of it. */
final class PracticeOn implements Condition {
  @Override
  public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
    var environment = context.getEnvironment();
    return environment.acceptsProfiles(Profiles.of("api"))
        && !setting(environment, "launcher").isBlank();
  }

  private static String setting(Environment environment, String name) {
    return environment.getProperty("cordee.practice." + name, "");
  }
}
