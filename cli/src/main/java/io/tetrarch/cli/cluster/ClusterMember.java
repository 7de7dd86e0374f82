package io.tetrarch.cli.cluster;

import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.proof.group.Group;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is done to one replica of a cluster. */
abstract class ClusterMember implements Callable<Integer> {
    final Terminal terminal;

    @Parameters(paramLabel = "NAME", description = "The replica.")
    private String name = "";

    @Mixin
    private ClusterOption cluster = new ClusterOption();

    ClusterMember(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public final Integer call() throws Failure, IOException, InterruptedException {
        ClusterFolder folder = cluster.existing();
        return act(folder, folder.node(name));
    }

    abstract int act(ClusterFolder folder, NodeProcess node) throws Failure, IOException, InterruptedException;

    private static void requireRunning(NodeProcess node) throws Failure, IOException {
        if (node.find().isEmpty()) {
            throw Failure.badInput("replica " + node.name() + " does not run");
        }
    }

    /** Ends it at once. */
    @Command(
            name = "kill",
            header = "End a replica at once (SIGKILL), as a machine that fails would.",
            footerHeading = "%nExample:%n",
            footer = "  tetrarch cluster kill analytical")
    static final class Kill extends ClusterMember {
        Kill(Terminal terminal) {
            super(terminal);
        }

        @Override
        int act(ClusterFolder folder, NodeProcess node) throws Failure, IOException, InterruptedException {
            requireRunning(node);
            node.kill();
            terminal.out().line(node.name() + " is killed");
            return ExitCode.OK;
        }
    }

    /** Leaves it as it is. */
    @Command(
            name = "pause",
            header = "Stop a replica in its tracks (SIGSTOP): it is there, and says nothing.",
            footerHeading = "%nExample:%n",
            footer = "  tetrarch cluster pause creative")
    static final class Pause extends ClusterMember {
        Pause(Terminal terminal) {
            super(terminal);
        }

        @Override
        int act(ClusterFolder folder, NodeProcess node) throws Failure, IOException, InterruptedException {
            requireRunning(node);
            node.signal("STOP");
            terminal.out().line(node.name() + " is paused");
            return ExitCode.OK;
        }
    }

    /** Lets it go on. */
    @Command(
            name = "resume",
            header = "Let a paused replica go on (SIGCONT).",
            footerHeading = "%nExample:%n",
            footer = "  tetrarch cluster resume creative")
    static final class Resume extends ClusterMember {
        Resume(Terminal terminal) {
            super(terminal);
        }

        @Override
        int act(ClusterFolder folder, NodeProcess node) throws Failure, IOException, InterruptedException {
            requireRunning(node);
            node.signal("CONT");
            terminal.out().line(node.name() + " goes on");
            return ExitCode.OK;
        }
    }

    /** Starts it again. */
    @Command(
            name = "restart",
            header = "Start a replica again, after stopping it if it runs, and wait until it answers.",
            footerHeading = "%nExample:%n",
            footer = "  tetrarch cluster restart analytical")
    static final class Restart extends ClusterMember {
        Restart(Terminal terminal) {
            super(terminal);
        }

        @Override
        int act(ClusterFolder folder, NodeProcess node) throws Failure, IOException, InterruptedException {
            node.stop();
            node.start();
            Group group = folder.client().group();
            Optional<String> trouble = new Readiness(folder, group).await(List.of(node.name()));
            if (trouble.isPresent()) {
                terminal.err().line("tetrarch: " + trouble.get());
                return ExitCode.FAULT;
            }
            terminal.out().line(node.name() + " is at work");
            return ExitCode.OK;
        }
    }

    /** Shows what it wrote. */
    @Command(
            name = "logs",
            header = "The last lines that a replica wrote.",
            footerHeading = "%nExample:%n",
            footer = "  tetrarch cluster logs creative --lines 20")
    static final class Logs extends ClusterMember {
        private static final int MOST = 1_000_000;

        @Option(names = "--lines", paramLabel = "N", description = "How many at most (default: ${DEFAULT-VALUE}).")
        private int lines = 100;

        Logs(Terminal terminal) {
            super(terminal);
        }

        @Override
        int act(ClusterFolder folder, NodeProcess node) throws Failure, IOException {
            if (lines < 1 || lines > MOST) {
                throw Failure.badInput("--lines: expected from 1 to " + MOST + ", found " + lines);
            }
            node.lastLines(lines).forEach(terminal.out()::line);
            return ExitCode.OK;
        }
    }
}
