package dev.cordee.sandbox.azure;

import dev.cordee.sandbox.http.Handler;
import java.net.InetAddress;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;

/** All that a reset throws away: apps, operations, fates, the log. */
final class AzureRun implements AutoCloseable {
  private final AtomicReference<Behaviour> behaviour = new AtomicReference<>(Behaviour.USUAL);
  private final Fates fates = new Fates();
  private final AzureCallLog calls = new AzureCallLog();
  private final ContainerApps apps;
  private final Handler arm;

  AzureRun(
      Account account, Clock clock, Entra entra, InetAddress address, String host, SSLContext tls) {
    this.apps =
        new ContainerApps(clock, behaviour::get, fates, name -> engine(name, address, host, tls));
    var urls = new OperationUrls(account, clock);
    this.arm =
        new Arm(
            account,
            entra,
            new AppCalls(account, apps, urls, behaviour::get, clock, host),
            new OperationCalls(account, apps, urls, behaviour::get, clock));
  }

  AtomicReference<Behaviour> behaviour() {
    return behaviour;
  }

  Fates fates() {
    return fates;
  }

  AzureCallLog calls() {
    return calls;
  }

  ContainerApps apps() {
    return apps;
  }

  Handler arm() {
    return arm;
  }

  @Override
  public void close() {
    apps.close();
  }

  private Engine engine(String name, InetAddress address, String host, SSLContext tls) {
    return new Engine(tls, address, host, () -> apps.isAnswering(name));
  }
}
