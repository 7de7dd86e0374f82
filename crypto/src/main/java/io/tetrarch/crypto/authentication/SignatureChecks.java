package io.tetrarch.crypto.authentication;

import io.tetrarch.crypto.signature.VerifyingKey;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.pbft.message.Signatures;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** Checks single signatures, and remembers the good ones: what stands in a certificate was mostly seen before. */
final class SignatureChecks {
    private final Keyring keys;
    private final Domain domain;
    private final Remembered<Good, Boolean> good;

    private final LongAdder verified = new LongAdder();
    private final LongAdder remembered = new LongAdder();

    /** A signature found good. The statement is the digest of all that was signed, or the root that was. */
    private record Good(Digest signer, Digest statement, Bytes signature) {}

    SignatureChecks(Keyring keys, Domain domain, int bound) {
        this.keys = keys;
        this.domain = domain;
        this.good = new Remembered<>(bound);
    }

    Keyring keys() {
        return keys;
    }

    Domain domain() {
        return domain;
    }

    /** Whether the signature is the replica's over the statement. */
    boolean isReplicas(int replica, Statement statement, Bytes signature) {
        Optional<VerifyingKey> key = keys.replica(replica);
        if (key.isEmpty()) {
            return false;
        }
        byte[] bytes = SignBytes.of(domain, statement);
        Good candidate = new Good(key.get().id(), digest(bytes), signature);
        return isRemembered(candidate) || holds(key.get(), bytes, candidate);
    }

    /** Whether every one of the signatures is its replica's over the same statement. */
    boolean areReplicas(Statement statement, Signatures signatures) {
        byte[] bytes = SignBytes.of(domain, statement);
        Digest digest = digest(bytes);
        for (Map.Entry<Integer, Bytes> each : signatures.bySigner().entrySet()) {
            Optional<VerifyingKey> key = keys.replica(each.getKey());
            if (key.isEmpty()) {
                return false;
            }
            Good candidate = new Good(key.get().id(), digest, each.getValue());
            if (!isRemembered(candidate) && !holds(key.get(), bytes, candidate)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the signature is this client's over a root that the request leads to, by the very path it carries. */
    boolean isClients(VerifyingKey client, SignedRequest signed) {
        return signed.root()
                .filter(root -> isClients(client, root, signed.signature()))
                .isPresent();
    }

    /** The requests that were signed together share their root, and one look at it serves them all. */
    private boolean isClients(VerifyingKey client, Digest root, Bytes signature) {
        Good candidate = new Good(client.id(), root, signature);
        return isRemembered(candidate) || holds(client, SignBytes.of(domain, new SignedRequest.Root(root)), candidate);
    }

    private boolean isRemembered(Good candidate) {
        if (good.get(candidate) == null) {
            return false;
        }
        remembered.increment();
        return true;
    }

    private boolean holds(VerifyingKey key, byte[] bytes, Good candidate) {
        verified.increment();
        boolean holds = key.verify(bytes, candidate.signature().readOnlyArray());
        if (holds) {
            good.put(candidate, Boolean.TRUE);
        }
        return holds;
    }

    /** Only what is remembered needs a digest. */
    private Digest digest(byte[] bytes) {
        return good.isOn() ? Hash.sha3(bytes) : Digest.ZERO;
    }

    long verified() {
        return verified.sum();
    }

    long remembered() {
        return remembered.sum();
    }
}
