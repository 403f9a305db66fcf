package dev.cordee.sandbox.shop;

import dev.cordee.sandbox.http.Fields;
import dev.cordee.sandbox.http.Rejection;
import dev.cordee.sandbox.http.Reply;
import dev.cordee.sandbox.http.Request;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The shop's four services over their books, from opening to reset. Safe for any number of callers.
 */
public final class Shop {
  // one copy of an answer that a million calls get
  private static final Reply RESERVED = Reply.json(200, Map.of("reserve", true));
  private static final Reply RELEASED = Reply.json(200, Map.of("libere", true));

  private final Carts carts = new Carts();
  private final StockLedger stock = new StockLedger();
  private final ClientLedger clients = new ClientLedger();
  private final SalesLedger sales = new SalesLedger();
  private final Answers answers = new Answers();
  private final CallLog calls = new CallLog();

  public Carts carts() {
    return carts;
  }

  public StockLedger stock() {
    return stock;
  }

  public ClientLedger clients() {
    return clients;
  }

  public SalesLedger sales() {
    return sales;
  }

  public CallLog calls() {
    return calls;
  }

  /**
   * Does what was asked, once per idempotency key, and enters it in the call log.
   *
   * @param fault kind of the fault this call meets, for the log
   */
  public Reply perform(Operation operation, Request request, @Nullable String fault) {
    String key = request.idempotencyKey();
    Reply reply =
        key == null || operation.isRead()
            ? work(operation, request)
            : answers.once(operation, key, request, () -> work(operation, request));
    boolean applied = reply.isSuccess() && !reply.isReplayed() && !operation.isRead();
    enter(operation, key, reply.status(), fault, applied, reply.isReplayed());
    return reply;
  }

  /** Enters a call in the log that a fault kept from the work. */
  public void skipped(
      Operation operation, Request request, @Nullable Integer status, String fault) {
    enter(operation, request.idempotencyKey(), status, fault, false, false);
  }

  private void enter(
      Operation operation,
      @Nullable String key,
      @Nullable Integer status,
      @Nullable String fault,
      boolean applied,
      boolean replayed) {
    ShopService service = operation.service();
    calls.add(new Call(service, operation, key, status, fault, applied, replayed, Instant.now()));
  }

  private Reply work(Operation operation, Request request) {
    try {
      return switch (operation) {
        case PANIER -> cart(request.id("client_id"));
        case RESERVER -> reserve(Lines.read(body(request)));
        case LIBERER -> release(Lines.read(body(request)));
        case PAYER -> pay(request.id("client_id"), amount(request));
        case REMBOURSER -> refund(request.id("client_id"), amount(request));
        case VENTE -> sell(body(request), request.idempotencyKey());
      };
    } catch (Rejection rejection) {
      // a refusal is an answer: repeated under its key like any other
      return rejection.reply();
    }
  }

  private Reply cart(long clientId) {
    return carts
        .of(clientId)
        .map(lines -> Reply.json(200, lines))
        .orElseGet(() -> Reply.problem(404, "unknown_cart", "client " + clientId + " has no cart"));
  }

  private Reply reserve(Lines lines) {
    stock.reserve(lines);
    return RESERVED;
  }

  private Reply release(Lines lines) {
    stock.release(lines);
    return RELEASED;
  }

  private Reply pay(long clientId, BigDecimal montant) {
    return balance(clients.pay(clientId, montant));
  }

  private Reply refund(long clientId, BigDecimal montant) {
    return balance(clients.refund(clientId, montant));
  }

  private Reply sell(Fields body, @Nullable String key) {
    long clientId = body.positive("client_id");
    long magasinId = body.positive("magasin_id");
    Lines lines = Lines.read(body);
    stock.requireKnown(lines);
    var sale = sales.record(clientId, magasinId, lines, key);
    return Reply.json(201, new Sold(sale.venteId()));
  }

  private static Reply balance(ClientLedger.Account account) {
    return Reply.json(200, new Balance(account.clientId(), account.solde()));
  }

  private static Fields body(Request request) {
    return Fields.of(request.json());
  }

  private static BigDecimal amount(Request request) {
    return body(request).positiveAmount("montant");
  }

  private record Balance(long clientId, BigDecimal solde) {}

  private record Sold(long venteId) {}
}
