package io.tetrarch.simulator.mutant;

import static io.tetrarch.simulator.mutant.Mutants.PBFT;
import static io.tetrarch.simulator.mutant.Mutants.breaking;
import static io.tetrarch.simulator.mutant.Mutants.lines;
import static io.tetrarch.simulator.mutant.Mutants.mutant;

import io.tetrarch.simulator.mutant.Mutant.Patch;
import java.util.List;
import java.util.stream.Stream;

/** Bugs in restarts, garbage collection, state transfer and bounds. */
final class RecoveryMutants {
    private RecoveryMutants() {}

    static List<Mutant> all() {
        return Stream.of(
                        breaking(Rule.ONE_VOTE, restarts()),
                        breaking(Rule.COMPACTION, compactions()),
                        breaking(Rule.BOUNDS, bounds()))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Mutant> restarts() {
        return List.of(
                new Mutant(
                        "the replica's votes and proposals are forgotten in a restart",
                        "celo#396",
                        Suite.CRASHES,
                        List.of(
                                new Patch(
                                        PBFT + "Recovery.java",
                                        "        if (binds) {",
                                        "        if (binds && vote.message().view() < 0) {"),
                                new Patch(
                                        PBFT + "Recovery.java",
                                        "        if (proposal.message().view() == state.view) {",
                                        "        if (proposal.message().view() < 0) {"))),
                mutant(
                        "the replica's verdicts are forgotten in a restart",
                        "flow-go#105",
                        Suite.CRASHES,
                        PBFT + "GivenVerdicts.java",
                        "own.message().verdicts().forEach(verdict -> recovered.put(verdict.request(), given));",
                        ""),
                mutant(
                        "the view is forgotten in a restart",
                        "raijin#18",
                        Suite.CRASHES,
                        PBFT + "ViewChanges.java",
                        lines(
                                "        if (signed.message().view() > state.view) {",
                                "            leaveFor(signed.message().view());",
                                "            state.active = false;"),
                        lines(
                                "        if (signed.message().view() < 0) {",
                                "            leaveFor(signed.message().view());",
                                "            state.active = false;")));
    }

    private static List<Mutant> compactions() {
        return List.of(
                mutant(
                        "a replica that lost its disk votes at once",
                        "re-admission",
                        Suite.DISK,
                        PBFT + "Recovery.java",
                        "                    state.learning = !learning.ended();",
                        "                    state.learning = false;"),
                new Mutant(
                        "the view is not carried over a compaction",
                        "garbage collection",
                        Suite.CRASHES,
                        List.of(
                                new Patch(
                                        PBFT + "Compaction.java",
                                        "viewChanges.ownChange().ifPresent(change -> out.persist(new"
                                                + " Stored.Own(change)));",
                                        ""),
                                new Patch(
                                        PBFT + "Compaction.java",
                                        "state.newView.ifPresent(newView -> out.persist(new Stored.Entered(newView)));",
                                        ""))));
    }

    private static List<Mutant> bounds() {
        return List.of(
                mutant(
                        "verdicts on unknown requests are kept without end",
                        "monad#1969, celo#183",
                        Suite.FLOOD,
                        PBFT + "Orphans.java",
                        "if (order.size() > boundPerReplica) {",
                        "if (order.size() > Integer.MAX_VALUE - 1) {"),
                new Mutant(
                        "votes far ahead are kept without end",
                        "monad#1969, celo#183",
                        Suite.FLOOD,
                        List.of(
                                new Patch(
                                        PBFT + "NormalCase.java",
                                        "return state.isInWindow(vote.sequence()) ? Optional.empty()",
                                        "return vote.sequence() > 0 ? Optional.empty()"),
                                new Patch(
                                        PBFT + "Relevance.java",
                                        "if (vote.view() != state.view || !state.isInWindow(vote.sequence())) {",
                                        "if (vote.view() != state.view) {"))),
                mutant(
                        "a chunk of the state is taken unchecked",
                        "bft-smart#62, omnia#348",
                        Suite.POISON,
                        PBFT + "StateTransfer.java",
                        "if (!root.equals(Optional.of(target.get().checkpoint().stateRoot()))) {",
                        "if (root.isEmpty()) {"),
                mutant(
                        "batches from a peer need not hang together",
                        "state transfer trusts one peer",
                        Suite.POISON,
                        PBFT + "Execution.java",
                        "if (batch.sequence() != sequence || !batch.digest().equals(expected) || !batch.isWhole()) {",
                        "if (batch.sequence() < 0) {"));
    }
}
