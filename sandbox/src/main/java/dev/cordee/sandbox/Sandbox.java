package dev.cordee.sandbox;

import dev.cordee.sandbox.control.Control;
import dev.cordee.sandbox.control.Help;
import dev.cordee.sandbox.faults.Faults;
import dev.cordee.sandbox.http.Listener;
import dev.cordee.sandbox.http.PortTakenException;
import dev.cordee.sandbox.shop.Shop;
import dev.cordee.sandbox.shop.ShopCalls;
import dev.cordee.sandbox.shop.ShopService;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A running sandbox: the shop's four services and the control port, each on a port of 127.0.0.1.
 * Everything is in memory and gone at {@link #close()}.
 */
public final class Sandbox implements AutoCloseable {
  private final Doors doors = new Doors();
  private final Faults faults = new Faults(List.of(ShopService.values()), doors);
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
    return doors.address(ShopService.PANIER);
  }

  public URI stock() {
    return doors.address(ShopService.STOCK);
  }

  public URI client() {
    return doors.address(ShopService.CLIENT);
  }

  public URI ventes() {
    return doors.address(ShopService.VENTES);
  }

  /** Closes every port; requests held by a fault are given up, their work not begun. */
  @Override
  public void close() {
    faults.abandonAll();
    doors.close();
    if (control != null) {
      control.close();
    }
  }

  private void open(int basePort) {
    var shopCalls = new ShopCalls(shop::get, faults);
    for (ShopService service : ShopService.values()) {
      doors.open(service, basePort, shopCalls.routes(service));
    }
    // last, so that a control port that answers says that all do
    var answers = new Control(shop, faults, this::help);
    control = new Listener("control", basePort, answers.routes());
  }

  private String help() {
    Map<String, URI> addresses = new HashMap<>(doors.addresses());
    addresses.put("control", control());
    return Help.page(addresses);
  }
}
