package dev.cordee.activities.fleet;

import dev.cordee.workflows.fleet.Probe.Finding;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A socket whose far end has greeted like a sshd. The greeting is waited for here, where a frozen
 * sshd costs nothing, and then given to sshj as if it had just arrived.
 */
final class GreetedSocket extends Socket {

  /** Of one line, by the protocol (RFC 4253, 4.2). */
  private static final int LONGEST_LINE = 255;

  /** Lines a sshd may say before its greeting. */
  private static final int MOST_LINES = 20;

  private static final int LONGEST_QUOTE = 60;

  private byte[] greeting = {};

  /** Waits for the greeting. */
  void awaitGreeting(Duration within) throws NodeTrouble {
    var end = System.nanoTime() + within.toNanos();
    var said = "";
    try {
      for (var line = 0; line < MOST_LINES; line++) {
        var bytes = readLine(end);
        said = bytes.isBlank() ? said : quote(bytes);
        if (bytes.startsWith("SSH-2.0-") || bytes.startsWith("SSH-1.99-")) {
          greeting = bytes.getBytes(StandardCharsets.ISO_8859_1);
          setSoTimeout(0);
          return;
        }
        if (bytes.length() >= LONGEST_LINE) {
          break;
        }
        if (!bytes.endsWith("\n")) {
          throw closedEarly(said);
        }
      }
    } catch (SocketTimeoutException e) {
      throw silent(said, within);
    } catch (IOException e) {
      throw closedEarly(said);
    }
    throw NodeTrouble.seen(Finding.NO_BANNER, "speaks, but not SSH: " + said);
  }

  /** A line with its end; without one when the far end closed or went on for too long. */
  private String readLine(long end) throws IOException {
    var in = super.getInputStream();
    var line = new ByteArrayOutputStream();
    while (line.size() < LONGEST_LINE) {
      // anew for each byte: one that drips would start a fixed time-out over and over
      setSoTimeout(Budget.millis(Duration.ofNanos(end - System.nanoTime())));
      var next = in.read();
      if (next < 0) {
        break;
      }
      line.write(next);
      if (next == '\n') {
        break;
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  private static NodeTrouble silent(String said, Duration within) {
    var after = "within " + Budget.inWords(within);
    return NodeTrouble.silence(
        Finding.NO_BANNER,
        said.isEmpty()
            ? "took the connection, and said nothing " + after
            : "took the connection, and sent no SSH greeting " + after + ", but " + said);
  }

  private static NodeTrouble closedEarly(String said) {
    return NodeTrouble.turnedAway(
        said.isEmpty()
            ? "took the connection, and closed it without a greeting"
            : "turned the connection away: " + said);
  }

  /** What a stranger sent, fit for a log line and a page. */
  private static String quote(String bytes) {
    var words = bytes.replaceAll("[^ -~]", " ").strip();
    return words.length() > LONGEST_QUOTE ? words.substring(0, LONGEST_QUOTE) + "…" : words;
  }

  /** The greeting, then what follows it. To be asked for once. */
  @Override
  public InputStream getInputStream() throws IOException {
    return new SequenceInputStream(new ByteArrayInputStream(greeting), super.getInputStream());
  }
}
