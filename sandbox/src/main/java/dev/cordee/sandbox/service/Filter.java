package dev.cordee.sandbox.service;

import dev.cordee.sandbox.http.Fields;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which calls are meant: those that have every trait given here. */
public record Filter(
    @Nullable String operation,
    @Nullable String keyPrefix,
    @Nullable String method,
    @Nullable String pathPrefix,
    @Nullable Long userId) {

  /** The fields as JSON has them. */
  public static final Set<String> FIELDS =
      Set.of("operation", "key_prefix", "method", "path_prefix", "user_id");

  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

  /**
   * Reads the fields that are there; a 422 that names one that is wrong, or that none of the
   * services could ever match.
   */
  public static Filter read(Fields fields, Collection<? extends Service> services) {
    refuseUnmatched(fields, services);
    List<String> operations = services.stream().flatMap(s -> s.operations().stream()).toList();
    return new Filter(
        word(fields, "operation", operations),
        fields.has("key_prefix") ? fields.text("key_prefix") : null,
        word(fields, "method", METHODS),
        fields.has("path_prefix") ? fields.text("path_prefix") : null,
        fields.has("user_id") ? fields.positive("user_id") : null);
  }

  public boolean matches(Asked asked) {
    return (operation == null || operation.equals(asked.operation()))
        && (method == null || method.equals(asked.method()))
        && (userId == null || userId.equals(asked.userId()))
        && startsWith(asked.path(), pathPrefix)
        && startsWith(asked.idempotencyKey(), keyPrefix);
  }

  private static void refuseUnmatched(Fields fields, Collection<? extends Service> services) {
    var taken = new TreeSet<String>();
    services.forEach(service -> taken.addAll(service.filters()));
    for (String name : FIELDS) {
      if (fields.has(name) && !taken.contains(name)) {
        List<String> names = services.stream().map(Service::wire).toList();
        throw fields.refuse(name, "tells no calls apart at " + names + "; use one of " + taken);
      }
    }
  }

  private static @Nullable String word(Fields fields, String name, List<String> words) {
    return fields.has(name)
        ? fields.word(name, words.stream().distinct().toList(), Function.identity())
        : null;
  }

  private static boolean startsWith(@Nullable String text, @Nullable String prefix) {
    return prefix == null || (text != null && text.startsWith(prefix));
  }
}
