package dev.cordee.sandbox.azure;

import dev.cordee.sandbox.http.Handler;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicReference;

/** All that a reset throws away: apps, operations, fates, the log. */
final class AzureRun implements AutoCloseable {
  private final AtomicReference<Behaviour> behaviour = new AtomicReference<>(Behaviour.USUAL);
  private final Fates fates = new Fates();
  private final AzureCallLog calls = new AzureCallLog();
  private final ContainerApps apps;
  private final Handler arm;

  /** Goes on from what was kept. */
  AzureRun(
      Account account,
      Clock clock,
      Entra entra,
      OperationUrls urls,
      Engines engines,
      AccountFile file,
      AccountFile.Content kept) {
    var operations = new Operations(clock, fates, kept.operations());
    this.apps = new ContainerApps(clock, behaviour::get, operations, engines, file, kept.apps());
    this.arm =
        new Arm(
            account,
            entra,
            new AppCalls(account, apps, urls, behaviour::get, clock, engines.host()),
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
}
