package dev.cordee.sandbox.shop;

import dev.cordee.sandbox.http.Rejection;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Clients' balances; every id exists, only touched ones are kept. Atomic client by client. */
public final class ClientLedger {
  /** Client 2 cannot pay. */
  private static final long PENNILESS_CLIENT = 2;

  private static final BigDecimal NOTHING = new BigDecimal("0.00");

  /** Enough for hundreds of thousands of orders by one client. */
  private static final BigDecimal PLENTY = new BigDecimal("1000000000.00");

  private final ConcurrentMap<Long, Account> touched = new ConcurrentHashMap<>();

  /** Takes the amount, or refuses with 402 and takes nothing. */
  Account pay(long clientId, BigDecimal montant) {
    return change(clientId, montant.negate());
  }

  Account refund(long clientId, BigDecimal montant) {
    return change(clientId, montant);
  }

  /** Sets a balance; the initial one moves by as much, as in {@link StockLedger#set}. */
  public Account set(long clientId, BigDecimal solde) {
    return update(clientId, was -> was.initial.add(solde).subtract(was.solde), _ -> solde);
  }

  public Account account(long clientId) {
    return touched.getOrDefault(clientId, untouched(clientId));
  }

  public List<Account> touched() {
    return touched.values().stream().sorted(Comparator.comparingLong(Account::clientId)).toList();
  }

  private Account change(long clientId, BigDecimal by) {
    return update(clientId, was -> was.initial, was -> was.changed(by));
  }

  private Account update(long clientId, Amount initial, Amount solde) {
    return Objects.requireNonNull(
        touched.compute(
            clientId,
            (_, known) -> {
              Account was = known == null ? untouched(clientId) : known;
              return new Account(clientId, initial.of(was), solde.of(was));
            }));
  }

  private static Account untouched(long clientId) {
    BigDecimal solde = clientId == PENNILESS_CLIENT ? NOTHING : PLENTY;
    return new Account(clientId, solde, solde);
  }

  private interface Amount {
    BigDecimal of(Account was);
  }

  /**
   * One client's money.
   *
   * @param initial balance at the start, or as shifted by {@link #set}
   * @param solde balance now
   */
  public record Account(long clientId, BigDecimal initial, BigDecimal solde) {

    private BigDecimal changed(BigDecimal by) {
      BigDecimal after = solde.add(by);
      if (after.signum() < 0) {
        String reason = "client %d has %s, %s wanted".formatted(clientId, solde, by.negate());
        throw new Rejection(402, "insufficient_balance", reason);
      }
      return after;
    }
  }
}
