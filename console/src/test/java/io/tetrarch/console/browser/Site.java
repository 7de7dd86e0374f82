package io.tetrarch.console.browser;

import io.tetrarch.console.Console;
import io.tetrarch.console.ConsoleOptions;
import io.tetrarch.console.access.Access;
import io.tetrarch.console.access.OneTimeSecret;
import io.tetrarch.embedded.EmbeddedCluster;
import io.tetrarch.embedded.EmbeddedClusterBuilder;
import java.io.IOException;
import java.net.BindException;
import java.util.concurrent.atomic.AtomicReference;

/** A group in memory with its console, which can be stopped and started again at the same address. */
final class Site implements AutoCloseable {
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    final EmbeddedCluster cluster;
    private final Access access;
    private final int port;
    private final AtomicReference<String> secret = new AtomicReference<>("");
    private Console console;

    Site(EmbeddedClusterBuilder builder) throws Exception {
        this(builder, Access.LOCAL);
    }

    Site(EmbeddedClusterBuilder builder, Access access) throws Exception {
        this.access = access;
        cluster = builder.open();
        console = Console.start(options(0), cluster, cluster);
        port = console.address().port();
    }

    private ConsoleOptions options(int at) {
        ConsoleOptions local = ConsoleOptions.local(at).withAccess(access);
        return local.withAccess(local.access().withSecret(OneTimeSecret.shownOn(secret::set, System::nanoTime)));
    }

    /** What a person at the server's terminal reads off it. */
    String secret() {
        return secret.get();
    }

    String url() {
        return console.address().url();
    }

    void stop() {
        console.close();
    }

    /** Whatever has taken the port in between gives it back soon: outgoing connections use such ports too. */
    void startAgain() throws IOException {
        long startNanos = System.nanoTime();
        while (true) {
            try {
                console = Console.start(options(port), cluster, cluster);
                return;
            } catch (BindException e) {
                if (System.nanoTime() - startNanos > PATIENCE_NANOS) {
                    throw e;
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        console.close();
        cluster.close();
    }
}
