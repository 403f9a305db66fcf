package dev.cordee.workflows.fleet;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A fleet whose looks find what a test says, one after the other, and nothing after that. */
final class ScriptedFleet implements FleetActivities {
  static final Todo NOTHING = new Todo(List.of(), List.of(), List.of(), "");
  static final Looked SURE = new Looked(3, 3, List.of(), Duration.ZERO);

  private final Queue<Looked> looks = new ArrayDeque<>();
  private final Queue<Todo> todos = new ArrayDeque<>();

  /** What was asked, in order. */
  final List<String> asked = new CopyOnWriteArrayList<>();

  ScriptedFleet finds(Looked... found) {
    looks.addAll(List.of(found));
    return this;
  }

  ScriptedFleet asksFor(Todo... todo) {
    todos.addAll(List.of(todo));
    return this;
  }

  @Override
  public synchronized Looked sweep() {
    asked.add("sweep");
    return next(looks, SURE);
  }

  @Override
  public synchronized Looked look(List<NodeId> nodes) {
    asked.add("look " + nodes);
    return next(looks, SURE);
  }

  @Override
  public synchronized Looked confirm(List<NodeId> nodes) {
    asked.add("confirm " + nodes);
    return next(looks, SURE);
  }

  @Override
  public synchronized Todo todo() {
    asked.add("todo");
    return next(todos, NOTHING);
  }

  private static <T> T next(Queue<T> script, T after) {
    return script.isEmpty() ? after : script.remove();
  }
}
