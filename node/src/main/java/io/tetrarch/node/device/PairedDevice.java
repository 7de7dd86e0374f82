package io.tetrarch.node.device;

import io.tetrarch.pbft.message.Bytes;

/**
 * A device that may answer for a person.
 *
 * @param name as charters name it
 * @param key its raw Ed25519 public key
 * @param pairedMillis Unix time
 */
public record PairedDevice(String name, Bytes key, long pairedMillis) {}
