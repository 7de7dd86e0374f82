package io.tetrarch.console.browser;

import io.tetrarch.console.Console;
import io.tetrarch.console.ConsoleOptions;
import io.tetrarch.node.EmbeddedCluster;
import io.tetrarch.node.EmbeddedClusterBuilder;
import java.io.IOException;

/** A group in memory with its console, which can be stopped and started again at the same address. */
final class Site implements AutoCloseable {
    final EmbeddedCluster cluster;
    private final int port;
    private Console console;

    Site(EmbeddedClusterBuilder builder) throws Exception {
        cluster = builder.open();
        console = Console.start(ConsoleOptions.local(0), cluster, cluster);
        port = console.address().port();
    }

    String url() {
        return console.address().url();
    }

    void stop() {
        console.close();
    }

    void startAgain() throws IOException {
        console = Console.start(ConsoleOptions.local(port), cluster, cluster);
    }

    @Override
    public void close() throws IOException {
        console.close();
        cluster.close();
    }
}
