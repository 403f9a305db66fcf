package dev.cordee.web.dashboard;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
@Profile("api")
@EnableConfigurationProperties(DashboardSettings.class)
class DashboardConfiguration implements WebMvcConfigurer {

  @Override
  public void addInterceptors(InterceptorRegistry interceptors) {
    interceptors.addInterceptor(new PageHeaders()).addPathPatterns("/", "/ui/**");
  }

  /** Found by Spring under this very name. */
  @Bean
  LocaleResolver localeResolver() {
    return new ViewerLocales();
  }
}
