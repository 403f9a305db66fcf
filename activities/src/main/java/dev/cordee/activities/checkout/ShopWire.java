package dev.cordee.activities.checkout;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cordee.workflows.checkout.CartLine;
import dev.cordee.workflows.money.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The shop's JSON, in the names its services use. Amounts are plain, exact decimals. */
public final class ShopWire {
  private static final TypeReference<@Nullable List<@Nullable Produit>> PRODUITS =
      new TypeReference<>() {};

  /** A cart is carried in the workflow's history; this keeps it far below the server's limits. */
  private static final int MOST_LINES = 1000;

  private static final int MOST_DIGITS = 30;

  private final JsonMapper json =
      JsonMapper.builder()
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .build();

  private record Produit(
      @JsonProperty("produit_id") @Nullable Long produitId,
      @JsonProperty("quantite") @Nullable Long quantite,
      @JsonProperty("prix") @JsonAlias("prix_unitaire") @Nullable BigDecimal prix) {}

  private record Produits(List<Produit> produits) {}

  private record Montant(BigDecimal montant) {}

  private record Vente(
      @JsonProperty("client_id") long clientId,
      @JsonProperty("magasin_id") long magasinId,
      List<Produit> produits) {}

  /** Empty when the body is not a list of sound lines; an empty cart is an empty list. */
  Optional<List<CartLine>> readCart(String body) {
    try {
      var produits = json.readValue(body, PRODUITS);
      if (produits == null || produits.size() > MOST_LINES) {
        return Optional.empty();
      }
      var lines = produits.stream().map(ShopWire::line).toList();
      return lines.stream().allMatch(Optional::isPresent)
          ? Optional.of(lines.stream().flatMap(Optional::stream).toList())
          : Optional.empty();
    } catch (JsonProcessingException unreadable) {
      return Optional.empty();
    }
  }

  private static Optional<CartLine> line(@Nullable Produit produit) {
    if (produit == null
        || produit.produitId() == null
        || produit.quantite() == null
        || produit.quantite() <= 0
        || produit.prix() == null
        || produit.prix().signum() < 0
        || !isPrice(produit.prix())) {
      return Optional.empty();
    }
    return Optional.of(
        new CartLine(produit.produitId(), produit.quantite(), new Money(produit.prix())));
  }

  /** What needs more digits is no price but an attack on whoever adds it up. */
  private static boolean isPrice(BigDecimal amount) {
    return Math.abs(amount.scale()) <= MOST_DIGITS && amount.precision() <= MOST_DIGITS;
  }

  String produits(List<CartLine> lines) {
    return write(new Produits(lines.stream().map(ShopWire::produit).toList()));
  }

  String montant(Money amount) {
    return write(new Montant(amount.euros()));
  }

  String vente(long clientId, long magasinId, List<CartLine> lines) {
    return write(new Vente(clientId, magasinId, lines.stream().map(ShopWire::produit).toList()));
  }

  private static Produit produit(CartLine line) {
    return new Produit(line.productId(), line.quantity(), line.price().euros());
  }

  private String write(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + value, e);
    }
  }
}
