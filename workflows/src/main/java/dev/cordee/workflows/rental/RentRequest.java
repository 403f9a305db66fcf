package dev.cordee.workflows.rental;

import java.time.Duration;
import java.util.Optional;

/**
 * What a tenant asks for; the input of the rental's workflow.
 *
 * @param clientId who rents
 * @param lease from the request on
 * @param publicKey as in authorized_keys
 * @param notifyUrl told of failovers
 * @param patience how long to wait in line when no node is free
 */
public record RentRequest(
    String clientId,
    Duration lease,
    String publicKey,
    Optional<String> notifyUrl,
    Duration patience) {}
