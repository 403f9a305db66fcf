package dev.cordee.sandbox.shop;

import dev.cordee.sandbox.shop.SalesLedger.Sale;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;

/** The books in one look: every product's level, and the sums of the rest. */
public record Totals(
    List<StockLedger.Level> stock, Clients clients, Ventes ventes, Outstanding outstanding) {
  private static final BigDecimal ZERO = new BigDecimal("0.00");

  public static Totals of(Shop shop) {
    List<StockLedger.Level> levels = shop.stock().levels();
    List<ClientLedger.Account> accounts = shop.clients().touched();
    List<Sale> sales = shop.sales().sales(_ -> true);
    var clients =
        new Clients(
            accounts.size(),
            sum(accounts, ClientLedger.Account::initial),
            sum(accounts, ClientLedger.Account::solde));
    var ventes = new Ventes(sales.size(), sum(sales, Sale::montant));
    long taken = levels.stream().mapToLong(level -> level.initial() - level.quantite()).sum();
    long sold = sales.stream().flatMap(s -> s.produits().stream()).mapToLong(Line::quantite).sum();
    BigDecimal paid = clients.initialTotal.subtract(clients.soldeTotal);
    var outstanding = new Outstanding(taken - sold, paid.subtract(ventes.montantTotal));
    return new Totals(levels, clients, ventes, outstanding);
  }

  private static <T> BigDecimal sum(List<T> items, Function<T, BigDecimal> amount) {
    return items.stream().map(amount).reduce(ZERO, BigDecimal::add);
  }

  /** Touched clients only. */
  public record Clients(int count, BigDecimal initialTotal, BigDecimal soldeTotal) {}

  public record Ventes(int count, BigDecimal montantTotal) {}

  /**
   * What has left the shelf or the purse and is in no sale: zero when every saga is at its end.
   *
   * @param quantite units reserved, not sold
   * @param montant amount paid, not sold
   */
  public record Outstanding(long quantite, BigDecimal montant) {}
}
