package io.tetrarch.crypto.authentication;

import io.tetrarch.crypto.signature.KeyRefusedException;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.crypto.signature.VerifyingKey;
import io.tetrarch.pbft.message.Digest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The public keys of a group in one epoch: its replicas by index, its clients by key id. Immutable. */
public final class Keyring {
    /** By seat; a vacant one has none. */
    private final List<Optional<VerifyingKey>> replicas;

    private final Map<Digest, VerifyingKey> clients;

    private Keyring(List<Optional<VerifyingKey>> replicas, Map<Digest, VerifyingKey> clients) {
        this.replicas = replicas;
        this.clients = clients;
    }

    /**
     * Loads the keys of a group, in the order of the group file.
     *
     * @param replicas raw keys; the position is the replica's index, and an empty array a vacant seat
     * @param clients raw keys
     * @throws KeyRefusedException if a key is unfit, or one key belongs to two members. With a key shared by two
     *     replicas one faulty member would count as two
     */
    public static Keyring load(SignatureScheme scheme, List<byte[]> replicas, List<byte[]> clients) {
        Set<Digest> seen = new HashSet<>();
        List<Optional<VerifyingKey>> replicaKeys = replicas.stream()
                .map(raw -> raw.length == 0 ? Optional.<VerifyingKey>empty() : Optional.of(load(scheme, raw, seen)))
                .toList();
        Map<Digest, VerifyingKey> clientKeys = new HashMap<>();
        for (byte[] raw : clients) {
            VerifyingKey key = load(scheme, raw, seen);
            clientKeys.put(key.id(), key);
        }
        return new Keyring(replicaKeys, Map.copyOf(clientKeys));
    }

    private static VerifyingKey load(SignatureScheme scheme, byte[] raw, Set<Digest> seen) {
        VerifyingKey key = scheme.verifyingKey(raw);
        if (!key.isRegular()) {
            throw new KeyRefusedException("public key " + key.id() + " is refused: no key generator makes such a key");
        }
        if (!seen.add(key.id())) {
            throw new KeyRefusedException("public key " + key.id() + " belongs to two members of the group");
        }
        return key;
    }

    /** n, the number of seats, the vacant ones included. */
    public int replicas() {
        return replicas.size();
    }

    /** The key of the replica with this index; empty if there is no such replica, or nobody has the seat. */
    public Optional<VerifyingKey> replica(int index) {
        return index >= 0 && index < replicas.size() ? replicas.get(index) : Optional.empty();
    }

    /** The key of the client with this key id; empty if the group has no such client. */
    public Optional<VerifyingKey> client(Digest id) {
        return Optional.ofNullable(clients.get(id));
    }
}
