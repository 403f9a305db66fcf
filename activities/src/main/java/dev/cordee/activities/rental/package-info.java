/** The rentals' tables, and tenants' accounts on nodes, made and unmade by Ansible. */
@NullMarked
package dev.cordee.activities.rental;

import org.jspecify.annotations.NullMarked;
