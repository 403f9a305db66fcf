package dev.cordee.web.http;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The head of the one OpenAPI document, at {@code /docs}. */
@Configuration(proxyBeanMethods = false)
class ApiDocument {

  @Bean
  OpenAPI openApi() {
    var info =
        new Info()
            .title("Cordée")
            .version("0.1.0")
            .description(
                "Durable orchestration of work that crosses services. Errors are problem+json"
                    + " (RFC 9457) with a stable type, urn:cordee:problem:…");
    return new OpenAPI().info(info).servers(List.of(new Server().url("/")));
  }
}
