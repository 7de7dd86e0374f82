package io.tetrarch.cli.cluster;

import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.proof.group.Group;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops a cluster. */
@Command(
        name = "stop",
        header = "Stop all replicas; what they have decided stays.",
        footerHeading = "%nExample:%n",
        footer = "  tetrarch cluster stop")
final class ClusterStop implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private ClusterOption cluster = new ClusterOption();

    ClusterStop(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure, IOException, InterruptedException {
        ClusterFolder folder = cluster.existing();
        Group group = folder.client().group();
        for (NodeProcess node : folder.nodes(group)) {
            boolean ran = node.find().isPresent();
            node.stop();
            terminal.out().line(node.name() + (ran ? " has stopped" : " did not run"));
        }
        return ExitCode.OK;
    }
}
