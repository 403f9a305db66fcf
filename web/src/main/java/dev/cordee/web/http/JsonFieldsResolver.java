package dev.cordee.web.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a request body as {@link JsonFields}, more strictly than Spring does: bounded before it is
 * parsed, UTF-8 without a flaw, no field twice, nothing behind the object.
 */
final class JsonFieldsResolver implements HandlerMethodArgumentResolver {
  /** Far above most requests we know, far below what hurts; {@link BodyLimit} sets another. */
  private static final int USUAL_LIMIT = 16 * 1024;

  private final JsonMapper json =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == JsonFields.class;
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer model,
      NativeWebRequest web,
      @Nullable WebDataBinderFactory binder)
      throws IOException {
    var request = Objects.requireNonNull(web.getNativeRequest(HttpServletRequest.class));
    requireUtf8(request);
    var limit = parameter.getParameterAnnotation(BodyLimit.class);
    var bytes = BoundedBody.of(request, limit == null ? USUAL_LIMIT : limit.value());
    if (parameter.hasParameterAnnotation(OptionalBody.class)) {
      if (bytes.length == 0) {
        return new JsonFields(json.createObjectNode());
      }
      requireJson(request);
    }
    return new JsonFields(parse(decode(bytes)));
  }

  /** Where a body may be left out, its type may be too: Spring does not look at it there. */
  private static void requireJson(HttpServletRequest request) {
    var type = request.getContentType();
    if (type == null || !MediaType.APPLICATION_JSON.isCompatibleWith(MediaType.valueOf(type))) {
      throw unsupported("the body must be application/json, not " + type);
    }
  }

  private static void requireUtf8(HttpServletRequest request) {
    var type = request.getContentType();
    var charset = type == null ? null : MediaType.parseMediaType(type).getCharset();
    if (charset != null && !charset.equals(StandardCharsets.UTF_8)) {
      throw unsupported("the body must be UTF-8, not " + charset);
    }
    var encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw unsupported("Content-Encoding " + encoding + " is not taken");
    }
  }

  private static ProblemException unsupported(String detail) {
    return ProblemException.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type", detail);
  }

  private static String decode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw malformed("the body is not valid UTF-8");
    }
  }

  private tools.jackson.databind.JsonNode parse(String text) {
    try {
      var node = json.readTree(text);
      if (node.isMissingNode()) {
        throw malformed("the body is empty");
      }
      return node;
    } catch (JacksonException e) {
      var where = e.getLocation();
      var at =
          where == null ? "" : " at line " + where.getLineNr() + ", column " + where.getColumnNr();
      throw malformed("the body is not JSON" + at + ": " + e.getOriginalMessage());
    }
  }

  private static ProblemException malformed(String detail) {
    return ProblemException.of(HttpStatus.BAD_REQUEST, "malformed-json", detail);
  }
}
