package io.tetrarch.node.replica;

/**
 * What one sender has in a replica's mailbox.
 *
 * @param waiting messages, or requests, that the replica has not come to
 * @param dropped those that were, so far, since too many waited
 */
public record MailboxLoad(int waiting, long dropped) {}
