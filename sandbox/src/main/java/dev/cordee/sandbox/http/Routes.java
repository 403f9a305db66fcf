package dev.cordee.sandbox.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Finds the handler of a request: 404 for a path of no route, 405 for a method it has not. */
public final class Routes implements Handler {
  private final List<Route> routes = new ArrayList<>();
  private final BiPredicate<String, String> same;

  /** Routes whose paths mean what they say, letter by letter. */
  public Routes() {
    this(String::equals);
  }

  private Routes(BiPredicate<String, String> same) {
    this.same = same;
  }

  /** Routes whose paths are the same in capitals and in small letters. */
  public static Routes ignoringCase() {
    return new Routes(String::equalsIgnoreCase);
  }

  /** Adds a route; {@code {name}} in the template stands for one segment of the path. */
  public Routes on(String method, String template, Handler handler) {
    routes.add(new Route(method, List.of(template.split("/", -1)), handler));
    return this;
  }

  /** The template that a path is of; nothing when it is of no route. */
  public Optional<String> template(String path) {
    List<String> segments = List.of(path.split("/", -1));
    return routes.stream()
        .filter(route -> route.match(segments, same) != null)
        .map(route -> String.join("/", route.template))
        .findFirst();
  }

  @Override
  public Outcome handle(Request request) {
    List<String> path = List.of(request.path().split("/", -1));
    var allowed = new TreeSet<String>();
    for (Route route : routes) {
      Map<String, String> parameters = route.match(path, same);
      if (parameters != null && route.method.equals(request.method())) {
        return route.handler.handle(request.withParameters(parameters));
      }
      if (parameters != null) {
        allowed.add(route.method);
      }
    }
    if (allowed.isEmpty()) {
      return Reply.problem(404, "unknown_route", "nothing is at " + request.path());
    }
    String reason = request.path() + " takes " + String.join(", ", allowed);
    return Reply.problem(405, "method_not_allowed", reason + ", not " + request.method());
  }

  private record Route(String method, List<String> template, Handler handler) {

    @Nullable Map<String, String> match(List<String> path, BiPredicate<String, String> same) {
      if (path.size() != template.size()) {
        return null;
      }
      Map<String, String> parameters = new HashMap<>();
      for (int i = 0; i < path.size(); i++) {
        String expected = template.get(i);
        if (expected.startsWith("{")) {
          parameters.put(expected.substring(1, expected.length() - 1), path.get(i));
        } else if (!same.test(expected, path.get(i))) {
          return null;
        }
      }
      return parameters;
    }
  }
}
