package dev.cordee.web.practice;

import dev.cordee.web.http.ProblemException;
import dev.cordee.web.practice.Machines.Seen;
import dev.cordee.web.practice.StandIns.Engine;
import dev.cordee.web.practice.StandIns.Fault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads what is broken from whoever knows: nothing of it is remembered here. */
final class SceneReader {
  private final Machines machines;
  private final StandIns standIns;

  SceneReader(Machines machines, StandIns standIns) {
    this.machines = machines;
    this.standIns = standIns;
  }

  /** Never waits for the launcher, and for the sandbox not for long. */
  Scene read() {
    var troubles = new ArrayList<String>();
    var seen = machines.seen();
    seen.trouble().ifPresent(troubles::add);
    var faults = List.<Fault>of();
    var engines = List.<Engine>of();
    try {
      faults = standIns.faults();
      engines = standIns.engines();
    } catch (ProblemException e) {
      troubles.add(Objects.requireNonNullElse(e.getBody().getDetail(), e.getMessage()));
    }
    return scene(seen, faults, engines, List.copyOf(troubles));
  }

  private Scene scene(Seen seen, List<Fault> faults, List<Engine> engines, List<String> troubles) {
    var damages =
        Arrays.stream(Breakage.values())
            .flatMap(breakage -> damages(breakage, seen, faults, engines))
            .toList();
    return new Scene(
        damages,
        faults.stream()
            .filter(Fault::armed)
            .filter(this::isStrange)
            .map(SceneReader::words)
            .toList(),
        seen.nodes().stream().map(Machine::name).toList(),
        engines.stream().map(Engine::app).toList(),
        seen.machines().stream().filter(part -> !part.isNode()).map(Machine::name).toList(),
        troubles,
        seen.isKnown());
  }

  private Stream<Damage> damages(
      Breakage breakage, Seen seen, List<Fault> faults, List<Engine> engines) {
    return switch (breakage.means()) {
      case Means.Part(var name, _, var states) ->
          seen.named(name).stream()
              .filter(part -> states.contains(part.state()))
              .map(part -> new Damage(breakage, Optional.empty(), part.state()));
      case Means.Node(_, var states) -> nodes(breakage, seen, states);
      case Means.Faults set ->
          standIns.areSet(set, faults)
              ? Stream.of(new Damage(breakage, Optional.empty(), ""))
              : Stream.empty();
      case Means.Engine() ->
          engines.stream()
              .filter(Engine::isSilent)
              .map(engine -> new Damage(breakage, Optional.of(engine.app()), ""));
    };
  }

  private static Stream<Damage> nodes(Breakage breakage, Seen seen, Set<String> states) {
    return seen.nodes().stream()
        .filter(node -> states.contains(node.state()))
        .map(node -> new Damage(breakage, Optional.of(node.name()), node.state()));
  }

  private boolean isStrange(Fault fault) {
    return Arrays.stream(Breakage.values())
        .map(Breakage::means)
        .noneMatch(means -> means instanceof Means.Faults set && standIns.isOf(set, fault));
  }

  private static String words(Fault fault) {
    return fault.order().path("service").asString("")
        + " "
        + fault.order().path("kind").asString("");
  }
}
