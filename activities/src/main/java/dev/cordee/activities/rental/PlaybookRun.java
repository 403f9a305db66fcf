package dev.cordee.activities.rental;

import dev.cordee.workflows.fleet.NodeAddress;
import java.util.Map;
import java.util.Set;

/**
 * One run of one playbook on one node.
 *
 * @param playbook file name in the folder of playbooks
 * @param vars what the playbook is told: texts and whole numbers; it also learns the inventory's
 *     name of the node as {@code node}
 * @param secrets names of those vars whose values must never come back in an answer or a log
 */
public record PlaybookRun(
    String playbook,
    NodeAddress node,
    Map<String, Object> vars,
    Set<String> secrets,
    AnsibleSettings.Limits limits) {}
