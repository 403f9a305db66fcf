package dev.cordee.web.sales;

import dev.cordee.activities.sales.AzureSettings;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** Reads how Azure is asked from {@code cordee.sales.*}. */
final class AzureBinding {
  private AzureBinding() {}

  static AzureSettings settings(Environment environment) {
    return Binder.get(environment).bind("cordee.sales", AzureSettings.class).get();
  }
}
