package io.tetrarch.cli.cluster;

import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.terminal.Table;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.ReplicaMember;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts a cluster. */
@Command(
        name = "up",
        header = "Start the replicas that do not run; the first call makes keys, group and client.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all replicas are at work",
            "2:bad input; one line on stderr says what was expected",
            "70:a replica did not start; one line says which, and why"
        },
        footerHeading = "%nExample:%n",
        footer = "  tetrarch cluster up --replicas 7 --dir /tmp/seven")
final class ClusterUp implements Callable<Integer> {
    private static final int LEAST = 4;
    private static final int MOST = 13;

    private final Terminal terminal;

    @Option(
            names = "--replicas",
            paramLabel = "N",
            description = "How many replicas a new cluster has: 4, 7, 10 or 13 (default: 4).")
    private @Nullable Integer replicas;

    @Mixin
    private ClusterOption cluster = new ClusterOption();

    ClusterUp(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure, IOException, InterruptedException {
        int count = replicas == null ? LEAST : replicas;
        if (count < LEAST || count > MOST || count % 3 != 1) {
            throw Failure.badInput("--replicas: expected 4, 7, 10 or 13, found " + count);
        }
        ClusterFolder folder = cluster.folder();
        if (!folder.isFounded()) {
            folder.found(count);
        }
        Group group = folder.client().group();
        if (replicas != null && group.replicas().size() != count) {
            throw Failure.badInput("--replicas: the cluster in " + folder.path() + " has "
                    + group.replicas().size() + " replicas");
        }
        for (NodeProcess node : folder.nodes(group)) {
            if (node.find().isEmpty()) {
                node.start();
            }
        }
        Optional<String> trouble = new Readiness(folder, group).await(group.replicaNames());
        if (trouble.isPresent()) {
            terminal.err().line("tetrarch: " + trouble.get());
            return ExitCode.FAULT;
        }
        print(folder, group);
        return ExitCode.OK;
    }

    private void print(ClusterFolder folder, Group group) throws IOException {
        Table table = Table.of(
                "group",
                group.name() + ", " + group.id().abbreviated() + ", mode "
                        + group.mode().word());
        table.row("file", folder.groupFile().toString());
        for (NodeProcess node : folder.nodes(group)) {
            ReplicaMember seat = group.replicas().get(group.replicaNames().indexOf(node.name()));
            table.row(
                    "replica",
                    node.name() + " at " + seat.address().orElse("")
                            + node.find()
                                    .map(process -> ", process " + process.pid())
                                    .orElse(""));
        }
        table.row(
                "decide", "tetrarch decide FILE --server " + ClusterFolder.servers(group) + " --data " + folder.path());
        table.row("stop", "tetrarch cluster stop --dir " + folder.path());
        table.print(terminal.out());
    }
}
