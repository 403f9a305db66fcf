package dev.cordee.web.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.HttpStatus;

/** The bytes of a request, read no further than they may be. */
public final class BoundedBody {
  private BoundedBody() {}

  /**
   * Reads the whole body.
   *
   * @throws ProblemException 413 when it is larger
   */
  public static byte[] of(HttpServletRequest request, int limit) throws IOException {
    var isLarger = request.getContentLengthLong() > limit;
    var bytes = isLarger ? new byte[0] : request.getInputStream().readNBytes(limit + 1);
    if (isLarger || bytes.length > limit) {
      throw ProblemException.of(
          HttpStatus.CONTENT_TOO_LARGE,
          "content-too-large",
          "the body may be " + limit + " bytes at most");
    }
    return bytes;
  }
}
