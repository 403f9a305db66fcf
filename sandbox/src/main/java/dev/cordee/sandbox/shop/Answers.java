package dev.cordee.sandbox.shop;

import dev.cordee.sandbox.http.Reply;
import dev.cordee.sandbox.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/** The answers given under idempotency keys, by operation and key, for the shop's whole life. */
final class Answers {
  private final ConcurrentMap<Fingerprint, Given> given = new ConcurrentHashMap<>();

  /**
   * Does the work the first time; afterwards repeats its answer, or answers 422 when the request is
   * another. Calls with the same key at the same time wait for the one that works.
   */
  Reply once(Operation operation, String key, Request request, Supplier<Reply> work) {
    Fingerprint asked = Fingerprint.of(request.path(), request.body());
    boolean[] worked = {false};
    Given answer =
        given.computeIfAbsent(
            Fingerprint.of(operation.wire(), key.getBytes(StandardCharsets.UTF_8)),
            _ -> {
              worked[0] = true;
              return new Given(asked.high(), work.get());
            });
    if (worked[0]) {
      return answer.reply();
    }
    if (answer.asked != asked.high()) {
      String reason = "Idempotency-Key " + key + " came before with another request";
      return Reply.problem(422, "idempotency_key_reused", reason);
    }
    return answer.reply().asReplay();
  }

  private static final class Given {
    private final long asked;
    private final short status;
    private final byte[] body;

    Given(long asked, Reply reply) {
      this.asked = asked;
      this.status = (short) reply.status();
      this.body = reply.body();
    }

    Reply reply() {
      return Reply.json(status, body);
    }
  }
}
