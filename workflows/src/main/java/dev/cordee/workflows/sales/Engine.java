package dev.cordee.workflows.sales;

/**
 * A sale's engine, as Azure tells of it.
 *
 * @param fqdn where it is reached: a name, or an address with a port
 * @param image what it runs, with its tag
 */
public record Engine(String fqdn, String image) {}
