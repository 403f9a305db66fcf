package dev.cordee.workflows.rental;

import dev.cordee.workflows.fleet.NodeAddress;

/**
 * One account of one rental on one node: what is made, and unmade, by Ansible.
 *
 * @param epoch grows at every placement; a node refuses what is older than what it has seen
 * @param username the account's; the same on every node of the rental
 * @param uid never given twice to anybody
 * @param publicKey the tenant's, as in authorized_keys
 */
public record Tenancy(
    RentalId rental, int epoch, NodeAddress node, String username, int uid, String publicKey) {}
