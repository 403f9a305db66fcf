package dev.cordee.web.access;

import java.util.List;
import org.apache.catalina.valves.RemoteIpValve;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.filter.ForwardedHeaderFilter;

/** Whose word is taken on where a request comes from. */
@Configuration(proxyBeanMethods = false)
class ProxyConfiguration {

  /**
   * From a trusted proxy the address that called it, its scheme and the host it was called by are
   * the request's; from anybody else such headers mean nothing. The address is read from the right:
   * what stands further left than our own proxies have written, anybody may have made up.
   */
  @Bean
  WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> proxies(AccessSettings settings) {
    return tomcat -> {
      if (!settings.trustedProxies().isEmpty()) {
        tomcat.addEngineValves(valve(settings.trustedProxies()));
      }
    };
  }

  /** What a proxy says has been taken over, or ignored: nothing further in reads it once more. */
  @Bean
  FilterRegistrationBean<ForwardedHeaderFilter> forwardedHeadersEndHere() {
    var filter = new ForwardedHeaderFilter();
    filter.setRemoveOnly(true);
    var first = new FilterRegistrationBean<>(filter);
    first.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return first;
  }

  private static RemoteIpValve valve(List<String> proxies) {
    var valve = new RemoteIpValve();
    valve.setInternalProxies(String.join(",", proxies));
    valve.setRemoteIpHeader("X-Forwarded-For");
    valve.setProtocolHeader("X-Forwarded-Proto");
    valve.setHostHeader("X-Forwarded-Host");
    return valve;
  }
}
