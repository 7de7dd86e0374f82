package io.tetrarch.cli.node;

import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.file.Folder;
import io.tetrarch.cli.keys.Passphrases;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.console.StopSignal;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.embedded.home.HomeRefused;
import io.tetrarch.embedded.home.NodeFolder;
import io.tetrarch.net.link.Acceptor;
import io.tetrarch.net.link.Address;
import io.tetrarch.net.node.ReplicaNode;
import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A replica that runs until a signal comes, or it halts. */
final class NodeRun {
    /** Kept: the platform forgets the level of a logger that nobody holds. */
    private static final Logger LOGGERS = Logger.getLogger("io.tetrarch");

    private final Terminal terminal;

    /** The options as given. */
    record Wanted(Files files, String id, String data, Optional<String> listen, boolean isNew) {}

    /** The files that an operator gives a replica. */
    record Files(String group, Optional<String> charter, String key) {}

    NodeRun(Terminal terminal) {
        this.terminal = terminal;
    }

    int run(Wanted wanted) throws Failure, IOException, InterruptedException {
        Optional<Address> listen = Optional.empty();
        if (wanted.listen.isPresent()) {
            String given = wanted.listen.get();
            listen = Optional.of(Address.parse(given)
                    .orElseThrow(() -> Failure.badInput("--listen: expected HOST:PORT, found '" + given + "'")));
        }
        if (LOGGERS.getLevel() == null) {
            LOGGERS.setLevel(Level.INFO);
        }
        try (StopSignal signal = StopSignal.install()) {
            int code = serve(given(wanted), listen, signal);
            terminal.flush();
            // the JVM may be shutting down already, with an exit code that says it was killed; it was asked, and did
            Runtime.getRuntime().halt(code);
        }
        return ExitCode.OK;
    }

    private static NodeFolder.Given given(Wanted wanted) throws Failure {
        Path group = Path.of(wanted.files.group);
        return new NodeFolder.Given(
                group,
                wanted.files.charter.map(Path::of).orElseGet(() -> group.resolveSibling("charter.yaml")),
                wanted.id,
                Path.of(wanted.files.key),
                Folder.path(wanted.data),
                wanted.isNew);
    }

    private int serve(NodeFolder.Given given, Optional<Address> listen, StopSignal signal)
            throws Failure, IOException, InterruptedException {
        SignatureScheme scheme = Ed25519Provider.fromSystemProperty().load();
        try {
            NodeFolder home = NodeFolder.open(given, scheme, Passphrases.forExistingKey());
            Address address = listen.isPresent() ? listen.get() : ReplicaNode.addressOf(home);
            try (ReplicaNode node = ReplicaNode.start(home, scheme, bind(home, address))) {
                terminal.out()
                        .line("replica  " + given.name() + " of " + home.group().name());
                terminal.out().line("listens  " + address);
                terminal.flush();
                return await(node, signal);
            }
        } catch (HomeRefused e) {
            throw Failure.badInput(String.valueOf(e.getMessage()));
        }
    }

    private static ServerSocket bind(NodeFolder home, Address address) throws Failure, IOException {
        try {
            return Acceptor.bind(address);
        } catch (BindException | UnknownHostException e) {
            home.close();
            throw Failure.badInput("--listen: " + address + " is in use, or may not be used here");
        } catch (IOException | RuntimeException e) {
            home.close();
            throw e;
        }
    }

    private int await(ReplicaNode node, StopSignal signal) {
        CompletableFuture<Optional<Throwable>> end = node.over().thenApply(Optional::of);
        signal.onCome(() -> end.complete(Optional.empty()));
        Optional<Throwable> why = end.join();
        why.ifPresent(cause -> terminal.err().line("tetrarch: the replica has stopped: " + cause));
        return why.isPresent() ? ExitCode.FAULT : ExitCode.OK;
    }
}
