package io.tetrarch.proof.group;

import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Hash;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A client as the group file lists it.
 *
 * @param key raw Ed25519 public key
 */
public record ClientMember(String name, Bytes key, SortedSet<Role> roles) {
    public ClientMember {
        roles = Collections.unmodifiableSortedSet(new TreeSet<>(roles));
    }

    /** What its requests are signed under: SHA3-256 of the raw key. */
    public Digest keyId() {
        return Hash.sha3(key.readOnlyArray());
    }

    public boolean may(Role role) {
        return roles.contains(role);
    }
}
