package dev.cordee.sandbox;

import dev.cordee.sandbox.control.Control;
import dev.cordee.sandbox.control.Help;
import dev.cordee.sandbox.faults.Faults;
import dev.cordee.sandbox.faults.FaultyShop;
import dev.cordee.sandbox.http.Listener;
import dev.cordee.sandbox.http.PortTakenException;
import dev.cordee.sandbox.shop.Shop;
import dev.cordee.sandbox.shop.ShopService;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A running sandbox: the shop's four services and the control port, each on a port of 127.0.0.1.
 * Everything is in memory and gone at {@link #close()}.
 */
public final class Sandbox implements AutoCloseable {
  private final Map<ShopService, Listener> services = new EnumMap<>(ShopService.class);
  private final Faults faults = new Faults(this::setDoor);
  private final AtomicReference<Shop> shop = new AtomicReference<>(new Shop());
  private @Nullable Listener control;

  private Sandbox() {}

  /**
   * Starts a sandbox.
   *
   * @param basePort the control port; panier, stock, client and ventes take the four above it. 0
   *     for five free ports
   * @throws PortTakenException when a port cannot be had; nothing is left open
   */
  public static Sandbox start(int basePort) {
    Sandbox sandbox = new Sandbox();
    try {
      sandbox.open(basePort);
    } catch (PortTakenException e) {
      sandbox.close();
      throw e;
    }
    return sandbox;
  }

  public URI control() {
    return Objects.requireNonNull(control, "open").uri();
  }

  public URI panier() {
    return address(ShopService.PANIER);
  }

  public URI stock() {
    return address(ShopService.STOCK);
  }

  public URI client() {
    return address(ShopService.CLIENT);
  }

  public URI ventes() {
    return address(ShopService.VENTES);
  }

  /** Closes every port; requests held by a fault are given up, their work not begun. */
  @Override
  public void close() {
    faults.abandonAll();
    services.values().forEach(Listener::close);
    if (control != null) {
      control.close();
    }
  }

  private void open(int basePort) {
    FaultyShop calls = new FaultyShop(shop::get, faults);
    for (ShopService service : ShopService.values()) {
      int port = basePort == 0 ? 0 : basePort + service.offset();
      services.put(service, new Listener(service.wire(), port, calls.routes(service)));
    }
    // last, so that a control port that answers says that all do
    var answers = new Control(shop, faults, () -> Help.page(addresses()));
    control = new Listener("control", basePort, answers.routes());
  }

  private Map<String, URI> addresses() {
    return Map.of(
        "control", control(), "panier", panier(), "stock", stock(), "client", client(), "ventes",
        ventes());
  }

  private void setDoor(ShopService service, boolean open) {
    Listener listener = Objects.requireNonNull(services.get(service), service::wire);
    if (open) {
      listener.up();
    } else {
      listener.down();
    }
  }

  private URI address(ShopService service) {
    return Objects.requireNonNull(services.get(service), service::wire).uri();
  }
}
