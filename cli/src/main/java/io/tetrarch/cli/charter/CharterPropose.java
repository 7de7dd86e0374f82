package io.tetrarch.cli.charter;

import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.home.GroupOption;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.gate.action.Action;
import io.tetrarch.gate.amendment.Amendments;
import io.tetrarch.gate.json.JsonObject;
import io.tetrarch.gate.yaml.PolicyRejected;
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

/** Proposes a charter to a group. */
@Command(
        name = "propose",
        header = "Propose to a group that this charter follow the one in force.",
        description = "The group decides it like any other action. Its version must be the next one.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:approved; the charter is in force",
            "2:bad input; one line on stderr says where and what was expected",
            "3:denied; the charter in force stays",
            "4:undecided; the charter in force stays"
        })
final class CharterPropose implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "FILE", description = "The charter.")
    private String file = "";

    @Mixin
    private GroupOption group = new GroupOption();

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    CharterPropose(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure, IOException, InterruptedException {
        CharterFile charter = CharterFile.read(file);
        try (EmbeddedCluster cluster = group.existing().open(ClusterObserver.NONE, terminal.err())) {
            Decision decision = cluster.decide(action(charter, cluster));
            return report(charter, decision);
        } catch (UndecidedException e) {
            terminal.err().line(String.valueOf(e.getMessage()));
            return ExitCode.UNDECIDED;
        }
    }

    private static Action action(CharterFile charter, EmbeddedCluster cluster) throws Failure {
        try {
            return Amendments.propose(
                    charter.bytes(),
                    cluster.charters().current(),
                    cluster.group().replicaNames());
        } catch (PolicyRejected e) {
            throw Failure.badInput(e.in(charter.name()));
        } catch (IllegalArgumentException e) {
            throw Failure.badInput(charter.name() + ": " + e.getMessage());
        }
    }

    private int report(CharterFile charter, Decision decision) {
        if (json) {
            JsonObject.Builder reasons = JsonObject.builder();
            decision.verdicts()
                    .forEach(vote -> reasons.put(
                            vote.verdict().judge(),
                            vote.verdict().answer() + " " + vote.verdict().reasonCode()));
            terminal.json(JsonObject.builder()
                    .put("outcome", decision.outcome().name())
                    .put("version", charter.charter().version())
                    .put("ledgerIndex", decision.ledgerIndex())
                    .put("verdicts", reasons.build())
                    .build());
        } else {
            terminal.out()
                    .line(decision.outcome() + ": charter " + charter.charter().version());
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
}
