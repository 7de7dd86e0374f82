package io.tetrarch.cli.group;

import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.home.GroupOption;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.gate.action.Action;
import io.tetrarch.gate.json.JsonObject;
import io.tetrarch.node.ClusterObserver;
import io.tetrarch.node.Decision;
import io.tetrarch.node.EmbeddedCluster;
import io.tetrarch.node.client.UndecidedException;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Proposes to a group that somebody else, or nobody, has a seat. */
abstract class GroupChange implements Callable<Integer> {
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    private final Terminal terminal;

    @Parameters(paramLabel = "REPLICA", description = "Whose seat it is, by the name in the group file.")
    private String replica = "";

    @Mixin
    private GroupOption home = new GroupOption();

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    GroupChange(Terminal terminal) {
        this.terminal = terminal;
    }

    abstract Action action(EmbeddedCluster cluster, String name) throws IOException;

    @Override
    public Integer call() throws Failure, IOException, InterruptedException {
        try (EmbeddedCluster cluster = home.existing().open(ClusterObserver.NONE, terminal.err())) {
            long before = cluster.group().title().epoch();
            Decision decision = cluster.decide(action(cluster));
            long end = System.nanoTime() + PATIENCE_NANOS;
            while (decision.isApproved() && cluster.group().title().epoch() == before && System.nanoTime() - end < 0) {
                Thread.sleep(5);
            }
            return report(decision, cluster.group().title().epoch());
        } catch (UndecidedException e) {
            terminal.err().line(String.valueOf(e.getMessage()));
            return ExitCode.UNDECIDED;
        }
    }

    private Action action(EmbeddedCluster cluster) throws Failure, IOException {
        try {
            return action(cluster, replica);
        } catch (IllegalArgumentException e) {
            throw Failure.badInput(String.valueOf(e.getMessage()));
        }
    }

    private int report(Decision decision, long epoch) {
        if (json) {
            JsonObject.Builder reasons = JsonObject.builder();
            decision.verdicts()
                    .forEach(vote -> reasons.put(
                            vote.verdict().judge(),
                            vote.verdict().answer() + " " + vote.verdict().reasonCode()));
            terminal.json(JsonObject.builder()
                    .put("outcome", decision.outcome().name())
                    .put("epoch", epoch)
                    .put("ledgerIndex", decision.ledgerIndex())
                    .put("verdicts", reasons.build())
                    .build());
        } else {
            terminal.out().line(decision.outcome() + ": the group is in epoch " + epoch);
            decision.verdicts()
                    .forEach(vote -> terminal.out()
                            .line("  " + vote.verdict().answer() + " "
                                    + vote.verdict().reasonCode() + ": "
                                    + vote.verdict().explanation()));
        }
        return switch (decision.outcome()) {
            case APPROVED -> ExitCode.OK;
            case DENIED -> ExitCode.DENIED;
            case EXPIRED -> ExitCode.UNDECIDED;
        };
    }

    /** Takes a seat's key away. */
    @Command(
            name = "remove",
            header = "Propose to a group that nobody have this replica's seat any more.",
            description = "The group decides it like any other action; its next epoch begins with the seat vacant.",
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {
                "0:approved; the next epoch has begun",
                "2:bad input; one line on stderr says where and what was expected",
                "3:denied; the group stays as it is",
                "4:undecided; the group stays as it is"
            })
    static final class Remove extends GroupChange {
        Remove(Terminal terminal) {
            super(terminal);
        }

        @Override
        Action action(EmbeddedCluster cluster, String name) {
            return cluster.removal(name);
        }
    }

    /** Gives a seat another key. */
    @Command(
            name = "rekey",
            header = "Propose to a group that this replica's seat get a new key, which is made in the folder.",
            description = {
                "The group decides it like any other action; from its next epoch on the key before is of no use. This"
                        + " also",
                "fills a seat that is vacant."
            },
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {
                "0:approved; the next epoch has begun",
                "2:bad input; one line on stderr says where and what was expected",
                "3:denied; the group stays as it is",
                "4:undecided; the group stays as it is"
            })
    static final class Rekey extends GroupChange {
        Rekey(Terminal terminal) {
            super(terminal);
        }

        @Override
        Action action(EmbeddedCluster cluster, String name) throws IOException {
            return cluster.rekeying(name);
        }
    }
}
