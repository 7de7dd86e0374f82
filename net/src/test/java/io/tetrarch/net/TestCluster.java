package io.tetrarch.net;

import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.ed25519.Ed25519Seed;
import io.tetrarch.crypto.keyfile.Passphrase;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.crypto.signature.SigningKey;
import io.tetrarch.embedded.home.ClientFolder;
import io.tetrarch.embedded.home.ClusterFounding;
import io.tetrarch.embedded.home.HomeRefused;
import io.tetrarch.embedded.home.NodeFolder;
import io.tetrarch.embedded.home.Plan;
import io.tetrarch.net.tls.Members;
import io.tetrarch.net.tls.MutualTls;
import io.tetrarch.proof.group.Group;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A group of four processes' worth of keys in a folder, of which tests start what they need. */
public final class TestCluster {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    public final SignatureScheme scheme = Ed25519Provider.PORTABLE.load();
    private final Path folder;

    private TestCluster(Path folder) {
        this.folder = folder;
    }

    public static TestCluster found(Path folder) throws IOException, HomeRefused {
        List<ServerSocket> held = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        }
        List<String> addresses = held.stream()
                .map(socket -> "127.0.0.1:" + socket.getLocalPort())
                .toList();
        for (ServerSocket socket : held) {
            socket.close();
        }
        TestCluster cluster = new TestCluster(folder);
        ClusterFounding.found(folder, Plan.standard(), addresses, cluster.scheme);
        return cluster;
    }

    public NodeFolder.Given given(int replica) throws IOException, HomeRefused {
        Path node = ClusterFounding.node(folder, group().replicaNames().get(replica));
        return new NodeFolder.Given(
                folder.resolve("group.json"),
                folder.resolve("charter.yaml"),
                group().replicaNames().get(replica),
                node.resolve("key.pem"),
                node.resolve("data"),
                false);
    }

    public NodeFolder node(int replica) throws IOException, HomeRefused {
        return NodeFolder.open(given(replica), scheme, Passphrase.NONE);
    }

    public ClientFolder client() throws IOException, HomeRefused {
        return ClientFolder.open(ClusterFounding.client(folder), scheme, Passphrase.NONE);
    }

    public Group group() throws IOException, HomeRefused {
        return client().group();
    }

    public Members members() throws IOException, HomeRefused {
        Group group = group();
        return new Members(() -> group, scheme);
    }

    /** What this replica shows on connections. */
    public MutualTls tls(int replica) throws IOException, HomeRefused {
        try (NodeFolder node = node(replica)) {
            return tls(node.key());
        }
    }

    public MutualTls tlsOfClient() throws IOException, HomeRefused {
        return tls(client().gateKey());
    }

    /** Of somebody whom the group does not know. */
    public MutualTls tlsOfStranger() throws IOException, HomeRefused {
        return tls(strangersKey());
    }

    public SigningKey strangersKey() {
        return scheme.signingKey(Ed25519Seed.generate(new SecureRandom()));
    }

    private MutualTls tls(SigningKey key) throws IOException, HomeRefused {
        return new MutualTls("somebody", key, members(), InstantSource.system());
    }

    /** Waits until it holds; whether it did. */
    public static boolean eventually(BooleanSupplier holds) {
        long untilNanos = System.nanoTime() + PATIENCE_NANOS;
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > untilNanos) {
                return false;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return true;
    }
}
