package io.tetrarch.cli.processes;

import io.tetrarch.bench.torture.TraitorLinks;
import io.tetrarch.crypto.authentication.MessageSigner;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.keyfile.Passphrase;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.embedded.home.HomeRefused;
import io.tetrarch.embedded.home.NodeFolder;
import io.tetrarch.net.link.Acceptor;
import io.tetrarch.net.link.Address;
import io.tetrarch.net.node.ReplicaNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A replica's process that lies, by the key that it has: what a torture puts in the place of one. It knows no secret but its own,
 * and does nothing that whoever holds that key could not do. It takes the options of {@code tetrarch node}, and a seed.
 */
public final class TraitorMain {
    static final String SEED = "--seed";

    private TraitorMain() {}

    /** Runs until it is ended. */
    public static void main(String... arguments) throws IOException, HomeRefused {
        List<String> words = Arrays.asList(arguments);
        Path group = Path.of(after(words, "--group"));
        SignatureScheme scheme = Ed25519Provider.fromSystemProperty().load();
        NodeFolder home = NodeFolder.open(
                new NodeFolder.Given(
                        group,
                        group.resolveSibling("charter.yaml"),
                        after(words, "--id"),
                        Path.of(after(words, "--key")),
                        Path.of(after(words, "--data")),
                        words.contains("--new")),
                scheme,
                Passphrase.NONE);
        Address listen = Address.parse(after(words, "--listen")).orElseThrow();
        MessageSigner signer = new MessageSigner(home.key(), home.group().domain());
        long seed = Long.parseLong(after(words, SEED));
        ReplicaNode node = ReplicaNode.start(
                home,
                scheme,
                Acceptor.bind(listen),
                links -> new TraitorLinks(links, signer, home.group().replicas().size(), seed));
        node.over().join();
    }

    private static String after(List<String> words, String option) {
        return words.get(words.indexOf(option) + 1);
    }
}
