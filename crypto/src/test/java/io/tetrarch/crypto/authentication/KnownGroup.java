package io.tetrarch.crypto.authentication;

import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.crypto.signature.SigningKey;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.Signatures;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Four replicas and a client with fixed keys, for the tests of other modules too. */
public final class KnownGroup {
    static final Domain DOMAIN = new Domain(new Digest(1, 2, 3, 4), 7);
    static final Domain OTHER_EPOCH = new Domain(DOMAIN.groupId(), 8);
    static final Domain OTHER_GROUP = new Domain(new Digest(1, 2, 3, 5), 7);

    public final SignatureScheme scheme = Ed25519Provider.BEST.load();
    public final List<SigningKey> replicas = new ArrayList<>();
    public final SigningKey client = key(100);
    final SigningKey stranger = key(101);
    final RequestSigner requests = new RequestSigner(client);
    public final Keyring keyring;

    public KnownGroup() {
        for (int replica = 0; replica < 4; replica++) {
            replicas.add(key(replica + 1));
        }
        List<byte[]> raw =
                replicas.stream().map(key -> key.verifyingKey().raw()).toList();
        this.keyring = Keyring.load(scheme, raw, List.of(client.verifyingKey().raw()));
    }

    /** The key whose seed is this byte, 32 times. */
    private SigningKey key(int seed) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) seed);
        return scheme.signingKey(bytes);
    }

    Authenticator authenticator() {
        return new Authenticator(keyring, DOMAIN);
    }

    Bytes signature(int replica, Statement statement) {
        return signature(replica, statement, DOMAIN);
    }

    Bytes signature(int replica, Statement statement, Domain domain) {
        return new MessageSigner(replicas.get(replica), domain).sign(statement);
    }

    <M extends Message> Signed<M> signed(int replica, M message) {
        return signed(replica, message, DOMAIN);
    }

    <M extends Message> Signed<M> signed(int replica, M message, Domain domain) {
        return new Signed<>(replica, message, signature(replica, message, domain));
    }

    /** The signatures of these replicas over one statement. */
    Signatures signatures(Statement statement, int... signers) {
        SortedMap<Integer, Bytes> bySigner = new TreeMap<>();
        for (int signer : signers) {
            bySigner.put(signer, signature(signer, statement));
        }
        return new Signatures(bySigner);
    }

    /** The same signatures, but the signer's is over something else. */
    Signatures withForged(Signatures signatures, int signer) {
        SortedMap<Integer, Bytes> bySigner = new TreeMap<>(signatures.bySigner());
        bySigner.put(signer, Bytes.wrap(replicas.get(signer).sign(new byte[] {1})));
        return new Signatures(bySigner);
    }
}
