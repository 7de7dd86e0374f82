package io.tetrarch.proof.group;

import io.tetrarch.pbft.message.Bytes;
import java.util.Optional;

/**
 * A replica as the group file lists it; its place in the list is its index.
 *
 * @param key raw Ed25519 public key; no bytes while the seat is vacant
 * @param address {@code host:port}; absent in an embedded group, where nothing is reached over a network
 * @param operator who runs it
 */
public record ReplicaMember(String name, Bytes key, Optional<String> address, String operator) {
    /** Whether nobody has this seat. */
    public boolean isVacant() {
        return key.size() == 0;
    }
}
