package io.tetrarch.client.request;

/**
 * Why a replica will not have a request decided.
 *
 * @param word one, by which the reason is known
 * @param lasting whether asking the same again is of no use: not so where the replica may have room later, comes to this
 *     epoch later, or has decided it
 */
public record Refusal(String word, boolean lasting) {}
