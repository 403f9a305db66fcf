package dev.cordee.sandbox.faults;

import dev.cordee.sandbox.http.Outcome;
import dev.cordee.sandbox.http.Rejection;
import dev.cordee.sandbox.service.Asked;
import dev.cordee.sandbox.service.Service;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** The faults set now. A request meets one at most: the oldest that hits it. */
public final class Faults {
  private final List<Service> services;
  private final Doors doors;
  private final List<Fault> faults = new CopyOnWriteArrayList<>();
  private long lastId;

  /**
   * No faults yet.
   *
   * @param services those that faults can be set on
   */
  public Faults(List<Service> services, Doors doors) {
    this.services = services;
    this.doors = doors;
  }

  /** Sets a fault; a 422 that names the field when the order is wrong. */
  public synchronized Object add(JsonNode order) {
    FaultSpec spec = FaultSpec.read(order, services);
    Fault fault = new Fault("f" + ++lastId, spec);
    faults.add(fault);
    settleDoor(spec.service());
    return fault.status();
  }

  public List<?> list() {
    return faults.stream().map(Fault::status).toList();
  }

  public Object status(String id) {
    return find(id).status();
  }

  /** Takes a fault away; requests it holds go on. */
  public synchronized void remove(String id) {
    end(find(id), Fault::release);
  }

  /** Takes all faults away; requests they hold go on. */
  public synchronized void removeAll() {
    faults.forEach(fault -> end(fault, Fault::release));
  }

  /** Takes all faults away; requests they hold are given up, their work not begun. */
  public synchronized void abandonAll() {
    faults.forEach(fault -> end(fault, Fault::abandon));
  }

  /** Lets the requests a fault holds go on, and disarms it. */
  public Object release(String id) {
    Fault fault = find(id);
    if (!fault.spec().effect().isHold()) {
      throw new Rejection(409, "not_a_hold", "fault " + id + " holds nothing; delete it instead");
    }
    fault.release();
    return fault.status();
  }

  /** A call's work, with the fault around it that hits it, if one does. */
  public Outcome around(Asked asked, Work work) {
    return faults.stream()
        .filter(fault -> fault.hits(asked))
        .findFirst()
        .map(fault -> Strike.at(fault, work))
        .orElseGet(() -> work.perform(null));
  }

  private Fault find(String id) {
    return faults.stream()
        .filter(fault -> fault.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new Rejection(404, "unknown_fault", "fault " + id + " does not exist"));
  }

  private void end(Fault fault, Consumer<Fault> how) {
    how.accept(fault);
    faults.remove(fault);
    settleDoor(fault.spec().service());
  }

  private void settleDoor(Service service) {
    boolean shut = faults.stream().map(Fault::spec).anyMatch(spec -> spec.isDown(service));
    doors.set(service, !shut);
  }

  /** Opens or shuts a service's port. */
  @FunctionalInterface
  public interface Doors {
    void set(Service service, boolean open);
  }
}
