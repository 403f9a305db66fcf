package dev.cordee.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

class AccessTest {

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "::1"})
  void loopbackNeedsNoKey(String address) {
    assertThatCode(() -> new AccessSettings(address, "")).doesNotThrowAnyException();
  }

  @Test
  void beyondLoopbackAKeyMustBeSet() {
    assertThatThrownBy(() -> new AccessSettings("0.0.0.0", ""))
        .hasMessageContaining("CORDEE_API_KEY");
    assertThatCode(() -> new AccessSettings("0.0.0.0", "secret")).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "/api/commande/checkout, Bearer secret, 200",
    "/api/commande/checkout, Bearer wrong, 401",
    "/api/commande/checkout, secret, 401",
    "/api/commande/checkout, , 401",
    "/metrics, , 401",
    "/docs/openapi, , 401",
    "/health/readiness, , 200",
    "/health-check, , 200",
    "/saga/order, , 401",
    "/api/repairs, , 401",
    "/healthy, , 401",
  })
  void theKeyIsAskedOfEverythingButTheProbes(
      String path, @Nullable String authorization, int status) throws Exception {
    var request = new MockHttpServletRequest("GET", path);
    request.setServletPath(path);
    if (authorization != null) {
      request.addHeader("Authorization", authorization);
    }
    var response = new MockHttpServletResponse();

    new ApiKeyFilter("secret", new JsonMapper()).doFilter(request, response, new MockFilterChain());

    assertThat(response.getStatus()).isEqualTo(status);
    if (status == 401) {
      assertThat(response.getContentType()).isEqualTo("application/problem+json");
      assertThat(response.getHeader("WWW-Authenticate")).isEqualTo("Bearer");
    }
  }

  @Test
  void aDetourThroughTheProbesAsksForTheKeyToo() throws Exception {
    var request = new MockHttpServletRequest("GET", "/health/../api/commande/checkout");
    request.setServletPath("/api/commande/checkout");
    var response = new MockHttpServletResponse();

    new ApiKeyFilter("secret", new JsonMapper()).doFilter(request, response, new MockFilterChain());

    assertThat(response.getStatus()).isEqualTo(401);
  }
}
