/**
 * What every capability's sagas share at the web: started once per key, waited for, read back from
 * the journal, counted. Knows no capability: a {@code SagaType} describes one.
 */
@NullMarked
package dev.cordee.web.saga;

import org.jspecify.annotations.NullMarked;
