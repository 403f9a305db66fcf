package dev.cordee.web.fleet;

import dev.cordee.web.saga.SettingChecks;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How hard a worker works at accounts, {@code cordee.rental.*}.
 *
 * @param playbooksAtOnce playbook runs at one time; each costs a second of processor time
 */
@ConfigurationProperties("cordee.rental")
record ProvisioningSettings(int playbooksAtOnce) {
  ProvisioningSettings {
    new SettingChecks("cordee.rental")
        .require(playbooksAtOnce >= 1, "playbooks-at-once", playbooksAtOnce, "must be at least 1");
  }
}
