package dev.cordee.workflows.checkout;

/** The states of an order, under the names clients know. Each is entered at most once an order. */
public enum EtatCommande {
  INITIEE,
  STOCK_RESERVE,
  PAIEMENT_EFFECTUE,
  COMMANDE_ENREGISTREE,
  CONFIRMEE,
  ECHEC_PANIER,
  ECHEC_STOCK,
  ECHEC_PAIEMENT,
  ECHEC_ENREGISTREMENT,
  ANNULEE,
  A_REPARER;

  /** True when nothing follows. */
  public boolean isFinal() {
    return switch (this) {
      case CONFIRMEE, ECHEC_PANIER, ECHEC_STOCK, ECHEC_PAIEMENT, ECHEC_ENREGISTREMENT, ANNULEE ->
          true;
      case INITIEE, STOCK_RESERVE, PAIEMENT_EFFECTUE, COMMANDE_ENREGISTREE, A_REPARER -> false;
    };
  }
}
