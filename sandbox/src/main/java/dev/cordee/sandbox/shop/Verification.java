package dev.cordee.sandbox.shop;

import dev.cordee.sandbox.shop.ClientLedger.Account;
import dev.cordee.sandbox.shop.SalesLedger.Sale;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Whether the books agree: what left the shelves was sold, what clients paid was for sales, and no
 * idempotency key was applied twice. Means something only while no saga is in flight: between its
 * steps a saga is unbalanced by nature.
 *
 * @param differences what does not agree, a sentence each; empty when conserved
 */
public record Verification(boolean conserved, List<String> differences) {

  public static Verification of(Shop shop) {
    List<Sale> sales = shop.sales().sales(_ -> true);
    List<String> differences = new ArrayList<>();
    compareStock(shop.stock().levels(), sales, differences);
    compareMoney(shop.clients(), sales, differences);
    findRepeats(sales, shop.calls().calls(null), differences);
    return new Verification(differences.isEmpty(), List.copyOf(differences));
  }

  private static void compareStock(
      List<StockLedger.Level> levels, List<Sale> sales, List<String> differences) {
    Map<Long, Long> sold = new HashMap<>();
    sales.forEach(
        sale ->
            sale.produits().forEach(l -> sold.merge(l.produitId(), l.quantite(), Math::addExact)));
    for (var level : levels) {
      long taken = level.initial() - level.quantite();
      long accounted = sold.getOrDefault(level.produitId(), 0L);
      if (taken != accounted) {
        differences.add(
            "product %d: %d units taken, %d sold".formatted(level.produitId(), taken, accounted));
      }
    }
  }

  private static void compareMoney(
      ClientLedger clients, List<Sale> sales, List<String> differences) {
    Map<Long, BigDecimal> expected = new TreeMap<>();
    clients.touched().forEach(account -> expected.put(account.clientId(), BigDecimal.ZERO));
    sales.forEach(sale -> expected.merge(sale.clientId(), sale.montant(), BigDecimal::add));
    expected.forEach(
        (clientId, sold) -> {
          Account account = clients.account(clientId);
          BigDecimal paid = account.initial().subtract(account.solde());
          if (paid.compareTo(sold) != 0) {
            differences.add(
                "client %d: %s paid, %s sold"
                    .formatted(clientId, paid.toPlainString(), sold.toPlainString()));
          }
        });
  }

  /** All sales are looked at, and of the other operations the calls still in the log. */
  private static void findRepeats(List<Sale> sales, List<Call> calls, List<String> differences) {
    Set<String> seen = new HashSet<>();
    for (Sale sale : sales) {
      if (sale.idempotencyKey() != null && !seen.add(sale.idempotencyKey())) {
        differences.add("two sales under the key " + sale.idempotencyKey());
      }
    }
    Set<List<Object>> applied = new HashSet<>();
    for (Call call : calls) {
      if (call.applied()
          && call.idempotencyKey() != null
          && !applied.add(List.of(call.operation(), call.idempotencyKey()))) {
        differences.add(
            "%s applied twice under the key %s"
                .formatted(call.operation().wire(), call.idempotencyKey()));
      }
    }
  }
}
