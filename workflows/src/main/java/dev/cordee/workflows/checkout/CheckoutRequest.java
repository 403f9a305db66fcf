package dev.cordee.workflows.checkout;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a client asks for, and the workflow's input as the CLI gives it. */
public record CheckoutRequest(
    @JsonProperty("client_id") long clientId, @JsonProperty("magasin_id") long magasinId) {}
