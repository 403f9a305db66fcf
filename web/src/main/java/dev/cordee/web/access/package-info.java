/**
 * Who may call, and how often: keys, tokens of an identity provider, roles, limits, and whose word
 * on a client's address is taken. What a caller owns, each capability decides for itself.
 */
@NullMarked
package dev.cordee.web.access;

import org.jspecify.annotations.NullMarked;
