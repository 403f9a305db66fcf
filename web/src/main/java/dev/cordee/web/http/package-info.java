/**
 * What every route shares: strict reading of JSON, problem details (RFC 9457). Knows no capability.
 */
@NullMarked
package dev.cordee.web.http;

import org.jspecify.annotations.NullMarked;
