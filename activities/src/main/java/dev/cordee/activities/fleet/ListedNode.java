package dev.cordee.activities.fleet;

import org.jspecify.annotations.Nullable;

/**
 * A node as a person lists it.
 *
 * @param hostKey the one key it may show, as in known_hosts without the name; null when none is
 *     known, which says nothing of a key that was pinned before
 * @param failureDomain what may fail with it at once, such as a rack: tenants are moved to another
 */
public record ListedNode(String host, int port, @Nullable String hostKey, String failureDomain) {

  String address() {
    return host + ":" + port;
  }
}
