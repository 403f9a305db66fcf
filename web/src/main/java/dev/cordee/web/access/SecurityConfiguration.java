package dev.cordee.web.access;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AuthenticationFilter;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import tools.jackson.databind.json.JsonMapper;

/** Spring Security, with what we need of it: no session, no cookie, no page of its own. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

  @Bean
  RateLimits rateLimits(RateLimitSettings limits, AccessSettings access) {
    return new RateLimits(limits, access.isOpen());
  }

  @Bean
  Refusals refusals(JsonMapper json, RateLimits limits) {
    return new Refusals(json, limits);
  }

  @Bean
  AuthenticationManager authenticationManager(AccessSettings settings, KeyRepository keys) {
    var ways = new ArrayList<AuthenticationProvider>();
    ways.add(new BootstrapKeys(settings));
    ways.add(new StoredKeys(keys));
    if (settings.oidc().isOn()) {
      ways.add(new OidcTokens(settings.oidc()).provider());
    }
    return new ProviderManager(List.copyOf(ways));
  }

  @Bean
  SecurityFilterChain access(
      HttpSecurity http,
      AccessSettings settings,
      AuthenticationManager authentication,
      RateLimits limits,
      Refusals refusals) {
    http.sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        // there is no cookie to be abused; for passwords that browsers keep see CrossSiteFilter
        .csrf(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        // the proxy's affair; what must not be kept says so itself
        .headers(AbstractHttpConfigurer::disable)
        .exceptionHandling(
            no ->
                no.authenticationEntryPoint(refusals::unknown)
                    .accessDeniedHandler(refusals::forbidden))
        .authorizeHttpRequests(AccessRules::table)
        .addFilterBefore(new AddressLimitFilter(limits, refusals), BasicAuthenticationFilter.class)
        .addFilterBefore(new CrossSiteFilter(refusals), BasicAuthenticationFilter.class);
    if (settings.isOpen()) {
      var anybody = Caller.anybody();
      http.anonymous(open -> open.principal(anybody).authorities(anybody.role().authorities()));
    } else {
      http.addFilterAt(asking(authentication, refusals), BasicAuthenticationFilter.class)
          .addFilterBefore(new CallerLimitFilter(limits, refusals), AuthorizationFilter.class);
    }
    return http.build();
  }

  private static AuthenticationFilter asking(
      AuthenticationManager authentication, Refusals refusals) {
    var filter = new AuthenticationFilter(authentication, Shown::in);
    // what nodes show is for the controllers behind, and is none of our keys
    filter.setRequestMatcher(
        new NegatedRequestMatcher(new OrRequestMatcher(AccessRules.PROBES, AccessRules.NODES)));
    filter.setSuccessHandler((_, _, _) -> {});
    filter.setFailureHandler(refusals::notAccepted);
    return filter;
  }

  /** Each filter of each request would be timed and counted; nobody looks at that. */
  @Bean
  SecurityObservationSettings unobserved() {
    return SecurityObservationSettings.noObservations();
  }

  /**
   * Refuses paths that the rules and the routes might read differently. Methods and values are
   * checked, and answered for, by the controllers.
   */
  @Bean
  HttpFirewall firewall(AccessSettings settings) {
    var firewall = new StrictHttpFirewall();
    if (settings.isOpen()) {
      // a page of a site whose name was made to lead here is not of this machine
      firewall.setAllowedHostnames(SecurityConfiguration::isThisMachine);
    }
    firewall.setUnsafeAllowAnyHttpMethod(true);
    firewall.setAllowedHeaderValues(_ -> true);
    firewall.setAllowedParameterValues(_ -> true);
    return firewall;
  }

  private static boolean isThisMachine(String host) {
    try {
      return host.equals("localhost")
          || InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")).isLoopbackAddress();
    } catch (IllegalArgumentException aName) {
      return false;
    }
  }

  @Bean
  RequestRejectedHandler ambiguousRequests(Refusals refusals) {
    return refusals::ambiguous;
  }
}
