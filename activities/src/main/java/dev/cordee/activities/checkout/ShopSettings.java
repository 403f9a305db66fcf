package dev.cordee.activities.checkout;

import dev.cordee.activities.saga.PeerPolicy;
import java.net.URI;

/**
 * Where the shop's services are, and how they are asked.
 *
 * @param panierPath path of the cart, with {@code {client_id}} in the place of the client's id
 */
public record ShopSettings(
    URI panier, String panierPath, URI stock, URI client, URI ventes, PeerPolicy policy) {}
