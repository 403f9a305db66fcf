package dev.cordee.sandbox;

import dev.cordee.sandbox.control.Control;
import dev.cordee.sandbox.control.Help;
import dev.cordee.sandbox.faults.Faults;
import dev.cordee.sandbox.http.Listener;
import dev.cordee.sandbox.http.PortTakenException;
import dev.cordee.sandbox.orders.Gateway;
import dev.cordee.sandbox.orders.Orders;
import dev.cordee.sandbox.orders.OrdersCalls;
import dev.cordee.sandbox.orders.OrdersService;
import dev.cordee.sandbox.service.Service;
import dev.cordee.sandbox.shop.Shop;
import dev.cordee.sandbox.shop.ShopCalls;
import dev.cordee.sandbox.shop.ShopService;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A running sandbox: the shop's four services, Store Manager and Payments behind their gateway, and
 * the control port, each on a port of 127.0.0.1. Everything is in memory and gone at {@link
 * #close()}.
 */
public final class Sandbox implements AutoCloseable {
  private static final List<Service> SERVICES =
      Stream.<Service>concat(Stream.of(ShopService.values()), Stream.of(OrdersService.values()))
          .toList();

  /** The control port and one for each service, in a row. */
  static final int PORTS = 1 + SERVICES.size();

  private final InetAddress address;
  private final Doors doors;
  private final Faults faults;
  private final AtomicReference<Shop> shop = new AtomicReference<>(new Shop());
  private final AtomicReference<Orders> orders = new AtomicReference<>(new Orders());
  private @Nullable Listener control;

  private Sandbox(InetAddress address) {
    this.address = address;
    this.doors = new Doors(address);
    this.faults = new Faults(SERVICES, doors);
  }

  /**
   * Starts a sandbox whose gateway waits for its services as long as the real one.
   *
   * @param basePort the control port; panier, stock, client, ventes, gateway, store-manager and
   *     payments take the seven above it. 0 for eight free ports
   * @throws PortTakenException when a port cannot be had; nothing is left open
   */
  public static Sandbox start(int basePort) {
    return start(basePort, Gateway.TIMEOUT);
  }

  /**
   * As {@link #start(int)}, for tests that have less time.
   *
   * @param gatewayTimeout how long the gateway waits for a service before it answers 500
   */
  public static Sandbox start(int basePort, Duration gatewayTimeout) {
    return start(InetAddress.getLoopbackAddress(), basePort, gatewayTimeout);
  }

  /** As {@link #start(int)}, where the settings say. */
  static Sandbox start(SandboxConfig config) {
    return start(config.address(), config.port(), Gateway.TIMEOUT);
  }

  private static Sandbox start(InetAddress address, int basePort, Duration gatewayTimeout) {
    Sandbox sandbox = new Sandbox(address);
    try {
      sandbox.open(basePort, gatewayTimeout);
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

  /** What the order saga calls: both services below, behind prefixes, their failures masked. */
  public URI gateway() {
    return doors.address(OrdersService.GATEWAY);
  }

  public URI storeManager() {
    return doors.address(OrdersService.STORE_MANAGER);
  }

  public URI payments() {
    return doors.address(OrdersService.PAYMENTS);
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

  private void open(int basePort, Duration gatewayTimeout) {
    var shopCalls = new ShopCalls(shop::get, faults);
    for (ShopService service : ShopService.values()) {
      doors.open(service, basePort, shopCalls.routes(service));
    }
    var ordersCalls = new OrdersCalls(orders::get, faults);
    for (var service : List.of(OrdersService.STORE_MANAGER, OrdersService.PAYMENTS)) {
      doors.open(service, basePort, ordersCalls.service(service));
    }
    var gateway = new Gateway(storeManager(), payments(), gatewayTimeout);
    doors.open(OrdersService.GATEWAY, basePort, ordersCalls.gateway(gateway));
    // last, so that a control port that answers says that all do
    var answers = new Control(shop, orders, faults, this::help);
    control = new Listener("control", address, basePort, answers.routes());
  }

  private String help() {
    Map<String, URI> addresses = new HashMap<>(doors.addresses());
    addresses.put("control", control());
    return Help.page(addresses);
  }
}
