/** What happens: workflows, the saga engine, activity interfaces and values. */
@NullMarked
package dev.cordee.workflows;

import org.jspecify.annotations.NullMarked;
