package dev.cordee.web.saga;

import dev.cordee.activities.saga.SagaQuery;
import dev.cordee.activities.saga.SagaQuery.Before;
import dev.cordee.activities.saga.SagaQuery.Group;
import dev.cordee.activities.saga.SagaQuery.Ids;
import dev.cordee.workflows.saga.SagaId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Reads what somebody filled in, and says of each field what is wrong with it. */
final class SagaFilterReader {

  /** Fewer would lead to too many sagas. */
  private static final Instant EARLIEST = Instant.EPOCH;

  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");
  private static final int SHORTEST_ID = 4;

  private static final int ID_DIGITS = 32;
  private static final int HALF = ID_DIGITS / 2;
  private static final int HEXADECIMAL = 16;
  private static final int LONGEST_CLIENT = 100;

  private final List<SagaType<?, ?>> types;
  private final ZoneId zone;
  private final Map<String, String> wrong = new LinkedHashMap<>();

  SagaFilterReader(List<SagaType<?, ?>> types, ZoneId zone) {
    this.types = types;
    this.zone = zone;
  }

  /** Keys of what is wrong, by field; to be asked once all is read. */
  Map<String, String> wrong() {
    return wrong;
  }

  SagaQuery read(SagaFilter filter) {
    var names = types.stream().map(SagaType::name).toList();
    var group = group(filter.state());
    var states = types.stream().flatMap(type -> type.states().stream());
    return new SagaQuery(
        oneOf("type", filter.type(), names.stream()).map(List::of).orElse(names),
        group,
        group.isPresent() ? Optional.empty() : oneOf("state", filter.state(), states),
        client(filter.client()),
        oneOf("step", filter.step(), types.stream().flatMap(type -> type.steps().stream())),
        ids(filter.id()),
        time("from", filter.from()),
        time("to", filter.to()),
        before(filter.before()));
  }

  private Optional<String> oneOf(String field, String text, Stream<String> known) {
    return text.isEmpty() || known.anyMatch(text::equals) ? word(text) : rejected(field);
  }

  private <T> Optional<T> rejected(String field) {
    wrong.put(field, "sagas.wrong." + field);
    return Optional.empty();
  }

  private Optional<String> client(String text) {
    return text.length() > LONGEST_CLIENT || text.chars().anyMatch(Character::isISOControl)
        ? rejected("client")
        : word(text);
  }

  private static Optional<String> word(String text) {
    return Optional.of(text).filter(Predicate.not(String::isEmpty));
  }

  private static Optional<Group> group(String word) {
    return Stream.of(Group.values()).filter(g -> SagaFilter.word(g).equals(word)).findFirst();
  }

  /** An id as it is, or how it begins, with or without dashes. */
  private Optional<Ids> ids(String text) {
    var digits = text.replace("-", "").toLowerCase(Locale.ROOT);
    if (digits.isEmpty()) {
      return Optional.empty();
    }
    if (!digits.matches("[0-9a-f]{" + SHORTEST_ID + "," + ID_DIGITS + "}")) {
      return rejected("id");
    }
    return Optional.of(new Ids(id(digits, "0"), id(digits, "f")));
  }

  private static UUID id(String digits, String filling) {
    var all = digits + filling.repeat(ID_DIGITS - digits.length());
    return new UUID(
        Long.parseUnsignedLong(all.substring(0, HALF), HEXADECIMAL),
        Long.parseUnsignedLong(all.substring(HALF), HEXADECIMAL));
  }

  private Optional<Instant> time(String field, String text) {
    try {
      return word(text).map(LocalDateTime::parse).map(time -> known(time.atZone(zone).toInstant()));
    } catch (DateTimeException e) {
      return rejected(field);
    }
  }

  /** PostgreSQL knows no times that are much further away. */
  private static Instant known(Instant time) {
    if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
      throw new DateTimeException("not a time of any saga: " + time);
    }
    return time;
  }

  /** A place in the list, as links carry it. */
  static String place(Before before) {
    return before.startedAt() + "_" + before.saga();
  }

  private Optional<Before> before(String text) {
    var parts = text.split("_", 2);
    try {
      return text.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new Before(known(Instant.parse(parts[0])), SagaId.parse(parts[1]).orElseThrow()));
    } catch (DateTimeException | IndexOutOfBoundsException | NoSuchElementException e) {
      return rejected("before");
    }
  }
}
