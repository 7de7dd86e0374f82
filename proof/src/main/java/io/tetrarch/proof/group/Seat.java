package io.tetrarch.proof.group;

import io.tetrarch.pbft.message.Bytes;

/**
 * A replica's place in a group. Its name and index stay as they were founded; who has it may change.
 *
 * @param key raw Ed25519 public key; no bytes while nobody has the seat
 */
public record Seat(String name, Bytes key) {}
