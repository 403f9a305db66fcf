package dev.cordee.web.encryption;

import io.temporal.common.converter.CodecDataConverter;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;

@Configuration(proxyBeanMethods = false)
class EncryptionConfiguration {
  private static final Logger log = LoggerFactory.getLogger(EncryptionConfiguration.class);

  @Bean
  KeyRing keyRing(EncryptionSettings settings) {
    var keys = settings.ring();
    if (keys.isEmpty()) {
      log.info("payloads are not encrypted: cordee.encryption.keys is empty");
    } else {
      log.info("payloads are encrypted; keys, the first one encrypts: {}", keys);
    }
    return keys;
  }

  @Bean
  EncryptingCodec payloadCodec(KeyRing keys) {
    return new EncryptingCodec(keys);
  }

  /** Temporal's starter gives it to the client, the workers and the schedules. */
  @Bean
  DataConverter dataConverter(EncryptingCodec codec, KeyRing keys) {
    // without keys a failure's text stays where every reader of a history looks for it
    return new CodecDataConverter(
        DefaultDataConverter.STANDARD_INSTANCE, List.of(codec), !keys.isEmpty());
  }

  /** In front of every check of keys: a browser asks for permission without any. */
  @Bean
  @Profile("api")
  FilterRegistrationBean<CodecOrigins> codecOrigins(EncryptionSettings settings) {
    var filter = new FilterRegistrationBean<>(new CodecOrigins(settings.codecOrigins()));
    filter.addUrlPatterns(CodecController.PATH + "/*");
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return filter;
  }
}
