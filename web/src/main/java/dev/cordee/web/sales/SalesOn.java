package dev.cordee.web.sales;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** There are sales when all is set that Azure has to be told. */
final class SalesOn implements Condition {
  @Override
  public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
    return AzureBinding.settings(context.getEnvironment()).missing().isEmpty();
  }
}
