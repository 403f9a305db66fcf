package dev.cordee.workflows.rental;

import java.time.Duration;

/**
 * What a tenant asks for; the input of the rental's workflow. Where the tenant's own service is
 * told of failovers is not part of it: such an address may hold a secret, and this is history.
 *
 * @param clientId who rents
 * @param lease from the request on
 * @param publicKey as in authorized_keys
 * @param patience how long to wait in line when no node is free
 */
public record RentRequest(String clientId, Duration lease, String publicKey, Duration patience) {}
