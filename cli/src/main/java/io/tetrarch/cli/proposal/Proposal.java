package io.tetrarch.cli.proposal;

import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.home.GroupFolder;
import io.tetrarch.cli.home.OpenGroup;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.client.Decision;
import io.tetrarch.client.Governance;
import io.tetrarch.client.UndecidedException;
import io.tetrarch.json.JsonObject;
import io.tetrarch.node.observe.ClusterObserver;
import io.tetrarch.node.shortage.Shortage;
import io.tetrarch.proof.action.Action;
import java.io.IOException;

/** A change of the group itself, which the group decides like any other action. */
public interface Proposal {
    /** @throws Failure if it cannot be proposed to this group */
    Action action(Governance group) throws Failure, IOException;

    /** What came of it. */
    Result result(OpenGroup group, Decision decision) throws InterruptedException;

    /**
     * What came of it, but for the judges' verdicts.
     *
     * @param said for people, after the outcome
     * @param json for programs, beside the outcome
     */
    record Result(String said, JsonObject json, int exitCode) {}

    /** Has the group of this folder decide it, and reports. */
    static int put(Proposal proposal, GroupFolder folder, Terminal terminal, boolean json)
            throws Failure, IOException, InterruptedException {
        try (OpenGroup group = folder.open(ClusterObserver.NONE, terminal.err())) {
            Decision decision = group.gate().decide(proposal.action(group.gate()));
            Result result = proposal.result(group, decision);
            if (json) {
                terminal.json(json(decision, result));
            } else {
                print(decision, result, terminal);
            }
            return result.exitCode;
        } catch (UndecidedException e) {
            if (Shortage.of(e).isPresent()) {
                throw e;
            }
            terminal.err().line(String.valueOf(e.getMessage()));
            return ExitCode.UNDECIDED;
        }
    }

    private static JsonObject json(Decision decision, Result result) {
        JsonObject.Builder json =
                JsonObject.builder().put("outcome", decision.outcome().name());
        result.json.members().forEach(json::put);
        JsonObject.Builder reasons = JsonObject.builder();
        decision.verdicts()
                .forEach(vote -> reasons.put(
                        vote.verdict().judge(),
                        vote.verdict().answer() + " " + vote.verdict().reasonCode()));
        return json.put("ledgerIndex", decision.ledgerIndex())
                .put("verdicts", reasons.build())
                .build();
    }

    private static void print(Decision decision, Result result, Terminal terminal) {
        terminal.out().line(decision.outcome() + ": " + result.said);
        decision.verdicts()
                .forEach(vote -> terminal.out()
                        .line("  " + vote.verdict().answer() + " "
                                + vote.verdict().reasonCode() + ": "
                                + vote.verdict().explanation()));
    }
}
