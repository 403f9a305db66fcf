package dev.cordee.sandbox.azure;

import dev.cordee.sandbox.faults.Faults;
import dev.cordee.sandbox.http.Fields;
import dev.cordee.sandbox.http.Handler;
import dev.cordee.sandbox.http.Rejection;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import tools.jackson.databind.JsonNode;

/** The stand-in for Azure, as the sandbox runs it and the control port orders it about. */
public final class Azure implements AutoCloseable {
  private static final long LONGEST_LEAP_MS = Duration.ofDays(366).toMillis();

  private final Account account;
  private final AccountFolder folder;
  private final Authority authority;
  private final MovableClock clock = new MovableClock();
  private final AccountFile file;
  private final Engines engines;
  private final Entra entra;
  private final OperationUrls urls;
  private final AtomicReference<AzureRun> run;

  /**
   * An Azure with the apps that its folder has.
   *
   * @param folder closed with this
   * @param address that engines listen on
   * @param host by which clients reach that address
   * @throws UncheckedIOException when the folder is damaged or no place to write in
   */
  public Azure(Account account, AccountFolder folder, InetAddress address, String host) {
    this.account = account;
    this.folder = folder;
    this.authority = Authority.in(folder, host, clock.instant());
    this.file = new AccountFile(folder, clock);
    this.engines = new Engines(address, host, authority.tls());
    Seal seal = Seal.in(folder);
    // both outlive a reset, so that clients keep the token they have
    this.entra = new Entra(account, clock, seal);
    this.urls = new OperationUrls(account, clock, seal);
    AccountFile.Content kept = file.read();
    clock.forward(kept.ahead());
    this.run = new AtomicReference<>(begin(kept));
  }

  /** What answers at the port. */
  public Handler handler(Faults faults) {
    return new AzureCalls(
        request -> run.get().arm().handle(request), faults, () -> run.get().calls());
  }

  /** What the port shows to its clients. */
  public SSLContext tls() {
    return authority.tls();
  }

  /** The certificate of the authority, as PEM: what clients are to trust. */
  public String certificate() {
    return authority.pem();
  }

  public Account account() {
    return account;
  }

  /** Everything as in an empty folder; the authority stays, and tokens that were given hold on. */
  public synchronized void reset() {
    run.get().close();
    clock.reset();
    run.set(begin(AccountFile.Content.NONE));
  }

  public List<AppState> apps() {
    Instant now = clock.instant();
    return run.get().apps().after("").stream().map(app -> AppState.of(app, now)).toList();
  }

  /** Stops the engine of an app as a crash would, or starts it again. */
  public AppState setEngine(String name, JsonNode order) {
    Fields fields = Fields.of(order);
    fields.only(Set.of("stopped"));
    boolean stopped = fields.flag("stopped");
    App app =
        run.get()
            .apps()
            .find(name)
            .orElseThrow(() -> new Rejection(404, "unknown_app", "no app is called " + name));
    app.engine().ifPresent(engine -> engine.stop(stopped));
    return AppState.of(app, clock.instant());
  }

  public Behaviour behaviour() {
    return run.get().behaviour().get();
  }

  public Behaviour changeBehaviour(JsonNode order) {
    return run.get().behaviour().updateAndGet(old -> old.changed(order));
  }

  public Object orderFate(JsonNode order) {
    return run.get().fates().order(order);
  }

  public List<?> fates() {
    return run.get().fates().list();
  }

  public void clearFates() {
    run.get().fates().clear();
  }

  public Map<String, Object> time() {
    return Map.of("now", clock.instant(), "ahead_ms", clock.ahead().toMillis());
  }

  /** Puts the clock forward. */
  public Map<String, Object> forward(JsonNode order) {
    Fields fields = Fields.of(order);
    fields.only(Set.of("forward_ms"));
    clock.forward(Duration.ofMillis(fields.integer("forward_ms", 0, LONGEST_LEAP_MS)));
    run.get().apps().save();
    return time();
  }

  /** The calls still in the log after a number, oldest first. */
  public List<AzureCall> calls(long after) {
    return run.get().calls().after(after);
  }

  /** Ends it for now; the folder has it all. */
  @Override
  public void close() {
    run.get().close();
    folder.close();
  }

  private AzureRun begin(AccountFile.Content kept) {
    return new AzureRun(account, clock, entra, urls, engines, file, kept);
  }
}
