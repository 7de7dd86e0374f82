package io.tetrarch.simulator.key;

import io.tetrarch.crypto.authentication.Authenticator;
import io.tetrarch.crypto.authentication.Keyring;
import io.tetrarch.crypto.authentication.RequestSigner;
import io.tetrarch.crypto.authentication.SignBytes;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.crypto.signature.SigningKey;
import io.tetrarch.crypto.signature.VerifyingKey;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Encoder;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.Signatures;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every key of a group in one epoch, for a world to hand out: each replica gets only its own, and the adversary those of
 * the replicas it owns. The keys follow from the group's size alone, so that one notary serves many worlds. Immutable.
 */
public final class KeyAuthority {
    private final Domain domain;
    private final SignatureScheme scheme;
    private final Keys keys;

    /** By seat; a vacant one has none. */
    private final List<Optional<SigningKey>> replicas = new ArrayList<>();

    private final List<RequestSigner> clients = new ArrayList<>();
    private final Keyring keyring;

    /** For the first epoch. */
    public KeyAuthority(SignatureScheme scheme, int replicas, int clients) {
        this(
                scheme,
                Keys.of(scheme, replicas, clients, Bytes.EMPTY),
                new Domain(new Encoder().string("simulated group").u32(replicas).sha3(), 1));
    }

    /** Of a group that has these keys, and a domain that follows from them. */
    public KeyAuthority(SignatureScheme scheme, Keys keys, Domain domain) {
        this(scheme, keys, domain, Collections.nCopies(keys.replicas.size(), 0));
    }

    private KeyAuthority(SignatureScheme scheme, Keys keys, Domain domain, List<Integer> generations) {
        this.domain = domain;
        this.scheme = scheme;
        this.keys = keys;
        for (int seat = 0; seat < generations.size(); seat++) {
            replicas.add(keys.of(scheme, seat, generations.get(seat)));
        }
        keys.clients.forEach(key -> clients.add(new RequestSigner(key)));
        this.keyring = Keyring.load(
                scheme,
                replicas.stream()
                        .map(key -> key.map(each -> each.verifyingKey().raw()).orElse(new byte[0]))
                        .toList(),
                keys.clients.stream().map(key -> key.verifyingKey().raw()).toList());
    }

    /**
     * The notary of the epoch that follows.
     *
     * @param generations by seat: which of its keys is in force, below 0 for none
     */
    public KeyAuthority next(Domain following, List<Integer> generations) {
        return new KeyAuthority(scheme, keys, following, generations);
    }

    public SignatureScheme scheme() {
        return scheme;
    }

    /** Whether nobody has this seat. */
    public boolean isVacant(int seat) {
        return replicas.get(seat).isEmpty();
    }

    /** Whether the seat has another key than in {@code other}. */
    public boolean differs(KeyAuthority other, int seat) {
        return !keyring.replica(seat)
                .map(VerifyingKey::id)
                .equals(other.keyring.replica(seat).map(VerifyingKey::id));
    }

    /** The keys of a group. */
    public record Keys(List<SigningKey> replicas, List<SigningKey> clients) {
        /** Keys that follow from a salt; the same for the same. */
        public static Keys of(SignatureScheme scheme, int replicas, int clients, Bytes salt) {
            return new Keys(made(scheme, "replica", replicas, salt), made(scheme, "client", clients, salt));
        }

        /** The key that a seat begins with, or a later one of its; none below 0. */
        Optional<SigningKey> of(SignatureScheme scheme, int seat, int generation) {
            if (generation <= 0) {
                return generation == 0 ? Optional.of(replicas.get(seat)) : Optional.empty();
            }
            Encoder seed = new Encoder()
                    .string("replica")
                    .u32(seat)
                    .u32(generation)
                    .bytes(replicas.get(seat).verifyingKey().raw());
            return Optional.of(scheme.signingKey(seed.sha3().toArray()));
        }

        private static List<SigningKey> made(SignatureScheme scheme, String role, int count, Bytes salt) {
            List<SigningKey> keys = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Encoder seed = new Encoder().string(role).u32(i);
                keys.add(scheme.signingKey(
                        (salt.size() == 0 ? seed : seed.bytes(salt)).sha3().toArray()));
            }
            return keys;
        }
    }

    /** The group and epoch that everything is signed under. */
    public Domain domain() {
        return domain;
    }

    public Keyring keyring() {
        return keyring;
    }

    /** What stands between the network and a replica. */
    public Authenticator authenticator(int memory) {
        return new Authenticator(keyring, domain, memory);
    }

    public int clients() {
        return clients.size();
    }

    /** The client's key id. */
    public Digest client(int client) {
        return clients.get(client).client();
    }

    /** Signs for a client. */
    public SignedRequest sign(int client, Request request, Bytes action) {
        return clients.get(client).sign(request, action);
    }

    /** Signs for a replica that has a key, under {@code under}, which may be another domain than the group's. */
    public Bytes sign(int replica, Domain under, Statement statement) {
        return Bytes.wrap(replicas.get(replica).orElseThrow().sign(SignBytes.of(under, statement)));
    }

    /** How many of the signatures are their replica's over exactly this, under the group's domain. */
    public int accepted(Statement statement, Signatures signatures) {
        byte[] bytes = SignBytes.of(domain, statement);
        int good = 0;
        for (Map.Entry<Integer, Bytes> each : signatures.bySigner().entrySet()) {
            Optional<VerifyingKey> key = keyring.replica(each.getKey());
            if (key.isPresent() && key.get().verify(bytes, each.getValue().readOnlyArray())) {
                good++;
            }
        }
        return good;
    }

    /** Whether the replica signed exactly this, under the group's domain. */
    public boolean accepts(int replica, Statement statement, Bytes signature) {
        return keyring.replica(replica)
                .map(key -> key.verify(SignBytes.of(domain, statement), signature.readOnlyArray()))
                .orElse(false);
    }

    /** Whether the client that the request names signed it. */
    public boolean accepts(SignedRequest signed) {
        return signed.request().domain().equals(domain)
                && keyring.client(signed.id().client())
                        .map(key -> isGood(key, signed))
                        .orElse(false);
    }

    private boolean isGood(VerifyingKey key, SignedRequest signed) {
        return signed.root()
                .map(root -> SignBytes.of(domain, new SignedRequest.Root(root)))
                .filter(bytes -> key.verify(bytes, signed.signature().readOnlyArray()))
                .isPresent();
    }
}
