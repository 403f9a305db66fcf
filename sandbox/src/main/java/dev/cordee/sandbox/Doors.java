package dev.cordee.sandbox;

import dev.cordee.sandbox.faults.Faults;
import dev.cordee.sandbox.http.Handler;
import dev.cordee.sandbox.http.Listener;
import dev.cordee.sandbox.service.Service;
import java.net.InetAddress;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The services' ports, above the control port. */
final class Doors implements Faults.Doors, AutoCloseable {
  private final Map<Service, Listener> listeners = new ConcurrentHashMap<>();
  private final InetAddress address;

  Doors(InetAddress address) {
    this.address = address;
  }

  /**
   * Opens a service's port for the first time.
   *
   * @param basePort the control port; 0 for any free port
   */
  void open(Service service, int basePort, Handler handler) {
    open(service, basePort, handler, null);
  }

  /** As {@link #open(Service, int, Handler)}, over https where there is something to show. */
  void open(Service service, int basePort, Handler handler, @Nullable SSLContext tls) {
    int port = basePort == 0 ? 0 : basePort + service.offset();
    listeners.put(service, new Listener(service.wire(), address, port, handler, tls));
  }

  @Override
  public void set(Service service, boolean open) {
    if (open) {
      listener(service).up();
    } else {
      listener(service).down();
    }
  }

  URI address(Service service) {
    return listener(service).uri();
  }

  /** By the services' names. */
  Map<String, URI> addresses() {
    return listeners.keySet().stream().collect(Collectors.toMap(Service::wire, this::address));
  }

  @Override
  public void close() {
    listeners.values().forEach(Listener::close);
  }

  private Listener listener(Service service) {
    return Objects.requireNonNull(listeners.get(service), service::wire);
  }
}
