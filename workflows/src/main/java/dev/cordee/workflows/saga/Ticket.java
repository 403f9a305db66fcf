package dev.cordee.workflows.saga;

import org.jspecify.annotations.Nullable;

/**
 * Leave to send, once, a call that its peer would do twice if it got it twice. The journal gives it
 * to whoever shows the ticket of the sending before; an execution that started over holds none, and
 * must not send.
 *
 * @param id of this sending; the same when the journal could not be told of it and nothing was sent
 * @param previous the sending before, proven never to have left; null for the first
 * @param overrule whether a person has decided that it may be sent, whatever was sent before
 */
public record Ticket(String id, @Nullable String previous, boolean overrule) {}
