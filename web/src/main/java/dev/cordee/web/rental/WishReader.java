package dev.cordee.web.rental;

import dev.cordee.activities.rental.NotifyTargets;
import dev.cordee.activities.rental.PublicKeyLine;
import dev.cordee.activities.rental.UnusableKeyException;
import dev.cordee.web.access.Caller;
import dev.cordee.web.http.JsonFields;
import java.time.Duration;
import java.util.Optional;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Reads what a client asks for, and says all that is wrong with it. */
@Component
@Profile("api")
final class WishReader {
  private static final String CLIENT_ID = "client_id";

  /** A little more than any key; what is too long for one is told so by the reader of keys. */
  private static final int LONGEST_KEY = 10_000;

  private static final int LONGEST_URL = 2000;
  private static final String PUBLIC_KEY = "public_key";
  private static final String NOTIFY_URL = "notify_url";

  private final RentalApiSettings settings;
  private final NotifyTargets targets;

  WishReader(RentalApiSettings settings, NotifyTargets targets) {
    this.settings = settings;
    this.targets = targets;
  }

  /** Reads the body's fields; to be followed by its check. */
  Wish read(JsonFields body, Caller caller) {
    return new Wish(
        client(body, caller), lease(body), publicKey(body), notifyUrl(body), patience(body));
  }

  /** Who has a client's key rents for this client, and for no other. */
  private static String client(JsonFields body, Caller caller) {
    var sent = body.optionalText(CLIENT_ID, Caller.LONGEST_CLIENT);
    if (sent.filter(client -> !caller.mayUse(client)).isPresent()) {
      body.refuse(CLIENT_ID, "must be the one that your key is for, or be left out");
    }
    return caller.client().or(() -> sent).orElse(Caller.NOBODY);
  }

  private Duration lease(JsonFields body) {
    var most = settings.maxHours();
    return Hours.of(
        body.optionalNumber("duration_hours", hours -> Hours.fit(hours, most), Hours.between(most))
            .orElse(settings.defaultHours()));
  }

  private Duration patience(JsonFields body) {
    var most = settings.waitMax().toSeconds();
    var seconds =
        body.optionalNumber(
            "wait_seconds", given -> given >= 0 && given <= most, "must be from 0 to " + most);
    return Duration.ofMillis(Math.round(seconds.orElse(0.0) * 1000));
  }

  private static Optional<PublicKeyLine> publicKey(JsonFields body) {
    var sent = sent(body, PUBLIC_KEY, LONGEST_KEY);
    try {
      return sent.map(PublicKeyLine::parse);
    } catch (UnusableKeyException e) {
      body.refuse(PUBLIC_KEY, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private Optional<String> notifyUrl(JsonFields body) {
    var sent = sent(body, NOTIFY_URL, LONGEST_URL);
    if (sent.isPresent() && settings.webhookSecret().isEmpty()) {
      body.refuse(
          NOTIFY_URL, "is not taken here: cordee.rental.webhook-secret, which signs, is not set");
      return Optional.empty();
    }
    sent.flatMap(targets::objection).ifPresent(problem -> body.refuse(NOTIFY_URL, problem));
    return sent;
  }

  /** A field that was sent must say something. */
  private static Optional<String> sent(JsonFields body, String field, int longest) {
    return body.has(field)
        ? Optional.of(body.text(field, longest)).filter(text -> !text.isEmpty())
        : Optional.empty();
  }
}
