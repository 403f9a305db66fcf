package dev.cordee.sandbox;

import dev.cordee.sandbox.azure.Account;
import dev.cordee.sandbox.azure.AccountFolder;
import dev.cordee.sandbox.azure.Azure;
import dev.cordee.sandbox.azure.AzureService;
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
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A running sandbox: the shop's four services, Store Manager and Payments behind their gateway, the
 * control port and, where it is asked for, Azure, each on a port of 127.0.0.1. Everything but Azure
 * is in memory and gone at {@link #close()}; Azure has a folder.
 */
public final class Sandbox implements AutoCloseable {
  private static final List<Service> ALWAYS =
      Stream.<Service>concat(Stream.of(ShopService.values()), Stream.of(OrdersService.values()))
          .toList();
  private static final List<Service> WITH_AZURE =
      Stream.concat(ALWAYS.stream(), Stream.of(AzureService.AZURE)).toList();

  /** How far above the control port the services' ports go. */
  static final int HIGHEST_OFFSET =
      WITH_AZURE.stream().mapToInt(Service::offset).max().orElseThrow();

  private final InetAddress address;
  private final Doors doors;
  private final Faults faults;
  private final AtomicReference<Shop> shop = new AtomicReference<>(new Shop());
  private final AtomicReference<Orders> orders = new AtomicReference<>(new Orders());
  private final Optional<Azure> azure;
  private @Nullable Listener control;

  private Sandbox(InetAddress address, Optional<Azure> azure) {
    this.address = address;
    this.azure = azure;
    this.doors = new Doors(address);
    this.faults = new Faults(azure.isPresent() ? WITH_AZURE : ALWAYS, doors);
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
    return start(
        InetAddress.getLoopbackAddress(), basePort, gatewayTimeout, Optional.<Azure>empty());
  }

  /**
   * As {@link #start(int)}, with the stand-in for Azure on the port after payments, its account in
   * a folder that is removed at the end.
   */
  public static Sandbox startWithAzure(int basePort) {
    return startWithAzure(basePort, AccountFolder.temporary());
  }

  /** As {@link #startWithAzure(int)}, with the account that a folder has from a sandbox before. */
  public static Sandbox startWithAzure(int basePort, Path folder) {
    return startWithAzure(basePort, AccountFolder.open(folder));
  }

  private static Sandbox startWithAzure(int basePort, AccountFolder folder) {
    InetAddress here = InetAddress.getLoopbackAddress();
    var azure = new Azure(Account.SANDBOX, folder, here, here.getHostAddress());
    return start(here, basePort, Gateway.TIMEOUT, Optional.of(azure));
  }

  /** As {@link #start(int)}, where the settings say. */
  static Sandbox start(SandboxConfig config) {
    var azure = config.azure().map(wanted -> wanted.open(config.address()));
    return start(config.address(), config.port(), Gateway.TIMEOUT, azure);
  }

  private static Sandbox start(
      InetAddress address, int basePort, Duration gatewayTimeout, Optional<Azure> azure) {
    Sandbox sandbox = new Sandbox(address, azure);
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

  /** Resource Manager and the token endpoint, over https; only where the stand-in was asked for. */
  public URI azure() {
    return doors.address(AzureService.AZURE);
  }

  /** Closes every port; requests held by a fault are given up, their work not begun. */
  @Override
  public void close() {
    faults.abandonAll();
    doors.close();
    azure.ifPresent(Azure::close);
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
    azure.ifPresent(
        stand -> doors.open(AzureService.AZURE, basePort, stand.handler(faults), stand.tls()));
    // last, so that a control port that answers says that all do
    var answers = new Control(shop, orders, azure, faults, this::help);
    control = new Listener("control", address, basePort, answers.routes());
  }

  private String help() {
    Map<String, URI> addresses = new HashMap<>(doors.addresses());
    addresses.put("control", control());
    return azure.isPresent() ? Help.pageWithAzure(addresses) : Help.page(addresses);
  }
}
