package dev.cordee.web.encryption;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.cordee.web.http.BoundedBody;
import dev.cordee.web.http.Problem;
import dev.cordee.web.http.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.Payloads;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Temporal's remote codec protocol: with it the Web UI and the CLI show and write plain payloads.
 */
@RestController
@Profile("api")
@Tag(name = "Codec")
class CodecController {
  static final String PATH = "/codec";

  /** What the server lets into one message (4 MB), in base64, and the braces around it. */
  private static final int LIMIT = 6 * 1024 * 1024;

  private final EncryptingCodec codec;
  private final JsonFormat.Parser parser = JsonFormat.parser().ignoringUnknownFields();
  private final JsonFormat.Printer printer = JsonFormat.printer().omittingInsignificantWhitespace();

  CodecController(EncryptingCodec codec) {
    this.codec = codec;
  }

  @Operation(
      summary = "Payloads as the workers read them",
      description =
          "Body and answer: {\"payloads\": [{\"metadata\": {…}, \"data\": \"base64\"}]}. What is"
              + " not encrypted is answered as it is. 422 payload-unreadable names the key that is"
              + " missing.")
  @PostMapping(path = PATH + "/decode", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<String> decode(HttpServletRequest request) throws IOException {
    var encoded = read(request);
    var decoded = new ArrayList<Payload>();
    for (var i = 0; i < encoded.size(); i++) {
      decoded.add(decode(i, encoded.get(i)));
    }
    return answer(decoded);
  }

  private Payload decode(int index, Payload payload) {
    try {
      return codec.decode(List.of(payload)).getFirst();
    } catch (UnreadablePayloadException e) {
      throw ProblemException.of(
          HttpStatus.UNPROCESSABLE_CONTENT,
          "payload-unreadable",
          "payloads[" + index + "]: " + e.getMessage());
    }
  }

  @Operation(
      summary = "Payloads as Temporal keeps them",
      description = "The same, the other way round, with the first key.")
  @PostMapping(path = PATH + "/encode", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<String> encode(HttpServletRequest request) throws IOException {
    return answer(codec.encode(read(request)));
  }

  private List<Payload> read(HttpServletRequest request) throws IOException {
    var payloads = Payloads.newBuilder();
    try {
      parser.merge(new String(BoundedBody.of(request, LIMIT), StandardCharsets.UTF_8), payloads);
    } catch (InvalidProtocolBufferException quotesTheBody) {
      throw ProblemException.invalidFields(
          List.of(
              new Problem.FieldError(
                  "payloads",
                  "the body must be {\"payloads\": [{\"metadata\": {\"name\": \"base64\"},"
                      + " \"data\": \"base64\"}]}")));
    }
    return payloads.getPayloadsList();
  }

  /** Plain text of others: no cache may keep it. */
  private ResponseEntity<String> answer(List<Payload> payloads)
      throws InvalidProtocolBufferException {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(printer.print(Payloads.newBuilder().addAllPayloads(payloads).build()));
  }
}
