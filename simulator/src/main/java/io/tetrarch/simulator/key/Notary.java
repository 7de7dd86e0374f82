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
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Every key of a group, for a world to hand out: each replica gets only its own, and the adversary those of the replicas
 * it owns. The keys follow from the group's size alone, so that one notary serves many worlds. Immutable.
 */
public final class Notary {
    private final Domain domain;
    private final List<SigningKey> replicas = new ArrayList<>();
    private final List<RequestSigner> clients = new ArrayList<>();
    private final Keyring keyring;

    public Notary(SignatureScheme scheme, int replicas, int clients) {
        this.domain =
                new Domain(new Encoder().string("simulated group").u32(replicas).sha3(), 1);
        List<byte[]> replicaKeys = new ArrayList<>();
        for (int i = 0; i < replicas; i++) {
            SigningKey key = scheme.signingKey(seed("replica", i));
            this.replicas.add(key);
            replicaKeys.add(key.verifyingKey().raw());
        }
        List<byte[]> clientKeys = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            SigningKey key = scheme.signingKey(seed("client", i));
            this.clients.add(new RequestSigner(key));
            clientKeys.add(key.verifyingKey().raw());
        }
        this.keyring = Keyring.load(scheme, replicaKeys, clientKeys);
    }

    private static byte[] seed(String role, int index) {
        return new Encoder().string(role).u32(index).sha3().toArray();
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

    /** Signs for a replica, under {@code under}, which may be another domain than the group's. */
    public Bytes sign(int replica, Domain under, Statement statement) {
        return Bytes.wrap(replicas.get(replica).sign(SignBytes.of(under, statement)));
    }

    /** Whether the replica signed exactly this, under the group's domain. */
    public boolean accepts(int replica, Statement statement, Bytes signature) {
        return keyring.replica(replica)
                .map(key -> key.verify(SignBytes.of(domain, statement), signature.readOnlyArray()))
                .orElse(false);
    }

    /** Whether the client that the request names signed it. */
    public boolean accepts(Request request, Bytes signature) {
        return request.domain().equals(domain)
                && keyring.client(request.id().client())
                        .map(key -> isGood(key, request, signature))
                        .orElse(false);
    }

    private static boolean isGood(VerifyingKey key, Request request, Bytes signature) {
        return key.verify(SignBytes.of(request), signature.readOnlyArray());
    }
}
