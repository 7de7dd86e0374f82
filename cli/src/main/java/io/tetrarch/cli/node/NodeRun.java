package io.tetrarch.cli.node;

import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.file.Folder;
import io.tetrarch.cli.keys.Passphrases;
import io.tetrarch.cli.node.NodeSettings.Setting;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.console.StopSignal;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.embedded.home.HomeRefused;
import io.tetrarch.embedded.home.NodeFolder;
import io.tetrarch.net.link.Acceptor;
import io.tetrarch.net.link.Address;
import io.tetrarch.net.node.ReplicaNode;
import io.tetrarch.net.ops.OpsServer;
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

    NodeRun(Terminal terminal) {
        this.terminal = terminal;
    }

    int run(NodeSettings settings, boolean isNew) throws Failure, IOException, InterruptedException {
        Optional<Address> listen = address(settings, Setting.LISTEN);
        Optional<Address> http = address(settings, Setting.HTTP);
        if (LOGGERS.getLevel() == null) {
            LOGGERS.setLevel(Level.INFO);
        }
        try (StopSignal signal = StopSignal.install()) {
            int code = serve(given(settings, isNew), listen, http, signal);
            terminal.flush();
            // the JVM may be shutting down already, with an exit code that says it was killed; it was asked, and did
            Runtime.getRuntime().halt(code);
        }
        return ExitCode.OK;
    }

    private static Optional<Address> address(NodeSettings settings, Setting setting) throws Failure {
        Optional<NodeSettings.Found> found = settings.find(setting);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        String text = found.get().value();
        return Optional.of(Address.parse(text)
                .orElseThrow(
                        () -> Failure.badInput(found.get().source() + ": expected HOST:PORT, found '" + text + "'")));
    }

    private static NodeFolder.Given given(NodeSettings settings, boolean isNew) throws Failure {
        Path group = Path.of(settings.required(Setting.GROUP));
        return new NodeFolder.Given(
                group,
                settings.value(Setting.CHARTER).map(Path::of).orElseGet(() -> group.resolveSibling("charter.yaml")),
                settings.required(Setting.ID),
                Path.of(settings.required(Setting.KEY)),
                Folder.path(settings.required(Setting.DATA)),
                isNew);
    }

    private int serve(NodeFolder.Given given, Optional<Address> listen, Optional<Address> http, StopSignal signal)
            throws Failure, IOException, InterruptedException {
        SignatureScheme scheme = Ed25519Provider.fromSystemProperty().load();
        try {
            NodeFolder home = NodeFolder.open(given, scheme, Passphrases.forExistingKey());
            Address address = listen.isPresent() ? listen.get() : ReplicaNode.addressOf(home);
            try (ReplicaNode node = ReplicaNode.start(home, scheme, bind(home, address));
                    Ops ops = Ops.start(node, http)) {
                terminal.out()
                        .line("replica  " + given.name() + " of " + home.group().name());
                terminal.out().line("listens  " + address);
                ops.address().ifPresent(shown -> terminal.out().line("figures  http://" + shown + "/metrics"));
                terminal.flush();
                return await(node, signal);
            }
        } catch (HomeRefused e) {
            throw Failure.badInput(String.valueOf(e.getMessage()));
        }
    }

    /** What is served to operators, if anything. */
    private record Ops(Optional<OpsServer> server, Optional<Address> wanted) implements AutoCloseable {
        static Ops start(ReplicaNode node, Optional<Address> wanted) throws Failure, IOException {
            if (wanted.isEmpty()) {
                return new Ops(Optional.empty(), wanted);
            }
            try {
                return new Ops(Optional.of(OpsServer.start(wanted.get(), node.view(), node.metrics())), wanted);
            } catch (BindException | UnknownHostException e) {
                throw Failure.badInput("--http: " + wanted.get() + " is in use, or may not be used here");
            }
        }

        Optional<Address> address() {
            return server.flatMap(ops -> wanted.map(address -> new Address(address.host(), ops.port())));
        }

        @Override
        public void close() {
            server.ifPresent(OpsServer::close);
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
