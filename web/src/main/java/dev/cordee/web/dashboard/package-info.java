/**
 * What the dashboard's pages share: layout, words, live refresh, actions and their record. The
 * pages of a capability are in its own package; this one knows none of them.
 */
@NullMarked
package dev.cordee.web.dashboard;

import org.jspecify.annotations.NullMarked;
