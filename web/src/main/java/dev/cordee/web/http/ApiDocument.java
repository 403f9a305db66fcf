package dev.cordee.web.http;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The head of the one OpenAPI document, at {@code /docs}. */
@Configuration(proxyBeanMethods = false)
class ApiDocument {

  private static final String BEARER = "bearer";
  private static final String BASIC = "basic";

  @Bean
  OpenAPI openApi() {
    var info =
        new Info()
            .title("Cordée")
            .version("0.1.0")
            .description(
                "Durable orchestration of work that crosses services. Errors are problem+json"
                    + " (RFC 9457) with a stable type, urn:cordee:problem:…; any call may end in 401,"
                    + " 403 or 429, by who calls");
    return new OpenAPI()
        .info(info)
        .servers(List.of(new Server().url("/")))
        .components(
            new Components()
                .addSecuritySchemes(BEARER, scheme("bearer", "A key, or a token of the provider"))
                .addSecuritySchemes(BASIC, scheme("basic", "Any name; the key is the password")))
        // one of them; where no key is set, neither
        .security(
            List.of(
                new SecurityRequirement().addList(BEARER),
                new SecurityRequirement().addList(BASIC)));
  }

  private static SecurityScheme scheme(String name, String description) {
    return new SecurityScheme()
        .type(SecurityScheme.Type.HTTP)
        .scheme(name)
        .description(description);
  }
}
