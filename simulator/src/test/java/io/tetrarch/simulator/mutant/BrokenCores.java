package io.tetrarch.simulator.mutant;

import static io.tetrarch.simulator.mutant.Mutants.PBFT;
import static io.tetrarch.simulator.mutant.Mutants.lines;

import io.tetrarch.pbft.Invariant;
import io.tetrarch.simulator.mutant.Mutant.Patch;
import java.util.List;
import java.util.stream.Stream;

/** For each invariant of the core a bug that breaks it. */
final class BrokenCores {
    private BrokenCores() {}

    /** @param mutant must be stopped by this invariant */
    record Broken(Invariant invariant, Mutant mutant) {
        @Override
        public String toString() {
            return invariant.id() + " " + invariant;
        }
    }

    static List<Broken> all() {
        return Stream.of(views(), progress(), memory(), statements(), rests(), chains(), bounds(), epochs(), amid())
                .flatMap(List::stream)
                .toList();
    }

    private static Broken core(Invariant invariant, Suite suite, Patch... patches) {
        return new Broken(invariant, new Mutant(invariant.name(), "", suite, List.of(patches)));
    }

    private static Patch patch(String file, String find, String replacement) {
        return new Patch(PBFT + file, find, replacement);
    }

    private static List<Broken> views() {
        return List.of(
                core(
                        Invariant.VIEW_FORWARD,
                        Suite.CRASHES,
                        patch(
                                "ViewChanges.java",
                                lines(
                                        "        if (signed.message().view() > state.view) {",
                                        "            leaveFor(signed.message().view());",
                                        "            state.active = false;"),
                                lines(
                                        "        if (signed.message().view() < 0) {",
                                        "            leaveFor(signed.message().view());",
                                        "            state.active = false;"))),
                core(
                        Invariant.NEW_VIEW,
                        Suite.PARTITIONS,
                        patch(
                                "ViewChanges.java",
                                "if (!mayBegin || forThisView().size() < state.quorum()) {",
                                "if (!mayBegin || forThisView().size() < state.quorum() - 1) {")),
                core(
                        Invariant.VOTE_IN_VIEW,
                        Suite.PARTITIONS,
                        patch(
                                "ViewChanges.java",
                                lines(
                                        "        state.out.persist(new Stored.Entered(signed));",
                                        "        enter(signed);",
                                        "        return Optional.empty();"),
                                lines("        enter(signed);", "        return Optional.empty();"))),
                core(
                        Invariant.VIEW_TIMER,
                        Suite.PARTITIONS,
                        patch("ViewTimer.java", "return viewChanges.isNewViewDue() ?", "return state.view >= 0 ?")));
    }

    private static List<Broken> progress() {
        return List.of(
                core(
                        Invariant.EXECUTED_FORWARD,
                        Suite.CALM,
                        patch("Execution.java", "state.out.add(new Effect.Execute(path.batches(), certificate));", "")),
                core(
                        Invariant.WATERMARKS,
                        Suite.CALM,
                        patch(
                                "ReplicaState.java",
                                "return stable.isPresent() ? stable.get().sequence() :",
                                "return stable.isPresent() ? stable.get().sequence() + 1 :")),
                core(
                        Invariant.STABLE_CHECKPOINT,
                        Suite.CALM,
                        patch(
                                "Checkpoints.java",
                                "if (matching.size() >= state.quorum()) {",
                                "if (matching.size() >= state.quorum() - 1) {")));
    }

    private static List<Broken> memory() {
        return List.of(core(
                Invariant.ONE_VOTE,
                Suite.CRASHES,
                patch("Recovery.java", "        if (binds) {", "        if (binds && vote.message().view() < 0) {"),
                patch(
                        "Recovery.java",
                        "        if (proposal.message().view() == state.view) {",
                        "        if (proposal.message().view() < 0) {"),
                // else it would hear from its peers what it forgets
                patch(
                        "LostVotes.java",
                        "boolean doubts = state.challenge != 0 && !state.learning;",
                        "boolean doubts = state.challenge < 0;")));
    }

    private static List<Broken> statements() {
        return List.of(
                core(
                        Invariant.DURABLE_FIRST,
                        Suite.CALM,
                        patch(
                                "OwnVotes.java",
                                lines(
                                        "        state.out.persist(new Stored.Own(signed));",
                                        "        state.out.add(new Effect.Broadcast(signed));"),
                                lines(
                                        "        state.out.add(new Effect.Broadcast(signed));",
                                        "        state.out.persist(new Stored.Own(signed));"))),
                core(
                        Invariant.VOTE_IN_WINDOW,
                        Suite.CROWD,
                        patch(
                                "ReplicaState.java",
                                "sequence <= low + configuration.limits().window();",
                                "sequence <= low + 8L * configuration.limits().window();"),
                        patch(
                                "Checkpoints.java",
                                "if (matching.size() >= state.quorum()) {",
                                "if (matching.size() > 2 * state.quorum()) {")),
                core(
                        Invariant.LEARNER_SILENT,
                        Suite.DISK,
                        patch(
                                "OwnVotes.java",
                                lines("        if (state.isSilent()", "                || "),
                                "        if (")),
                core(
                        Invariant.VERDICT_ONCE,
                        Suite.CRASHES,
                        patch(
                                "GivenVerdicts.java",
                                "own.message().verdicts().forEach(verdict -> recovered.put(verdict.request(), given));",
                                "")));
    }

    private static List<Broken> rests() {
        return List.of(
                core(
                        Invariant.PROPOSAL,
                        Suite.CALM,
                        patch("Leader.java", lines("                && state.isLeader()", ""), "")),
                core(
                        Invariant.PREPARE_RESTS,
                        Suite.CALM,
                        patch("NormalCase.java", "Optional.of(new Stored.Proposal(proposal)));", "Optional.empty());")),
                core(
                        Invariant.COMMIT_RESTS,
                        Suite.CALM,
                        patch(
                                "VoteLog.java",
                                "if (signers < configuration.quorum()) {",
                                "if (signers < configuration.quorum() - 1) {")),
                core(
                        Invariant.HIGHEST_KEPT,
                        Suite.CALM,
                        patch(
                                "Compaction.java",
                                "        discardUpTo(state.lowWatermark());",
                                lines(
                                        "        discardUpTo(state.lowWatermark());",
                                        "        state.highest = state.highest.filter(it -> it.sequence() > "
                                                + "state.lowWatermark());"))),
                core(
                        Invariant.VIEW_CHANGE_SHOWS,
                        Suite.PARTITIONS,
                        patch(
                                "ViewChanges.java",
                                "new ViewChange(view, state.stable, state.highest)",
                                "new ViewChange(view, state.stable, Optional.empty())")));
    }

    private static List<Broken> chains() {
        return List.of(
                core(
                        Invariant.CHAIN_LINKED,
                        Suite.BAD_PROPOSALS,
                        patch(
                                "ProposalRules.java",
                                "if (!batch.header().parent().equals(chain.tip().digest())) {",
                                "if (batch.sequence() < 0) {")),
                core(
                        Invariant.EXECUTED_CERTIFIED,
                        Suite.CALM,
                        patch(
                                "VoteLog.java",
                                "if (matches(commits, commit.sequence(), commit.digest()) < configuration.quorum()) {",
                                "if (matches(commits, commit.sequence(), commit.digest()) < configuration.quorum() - 1)"
                                        + " {")),
                core(
                        Invariant.EVIDENCE,
                        Suite.SCENARIOS,
                        patch("Equivocations.java", lines("!evidence.isConflict()", "                || "), ""),
                        patch(
                                "NormalCase.java",
                                "        equivocations.convict(first, second);",
                                "        equivocations.convict(first, first);")));
    }

    private static List<Broken> bounds() {
        return List.of(
                core(
                        Invariant.BOUNDS,
                        Suite.CROWD,
                        patch(
                                "PendingLoad.java",
                                "own.requests() > room * limits.pendingPerClient()",
                                "own.requests() > 1000 * limits.pendingPerClient()")),
                core(
                        Invariant.CARRIED_OVER,
                        Suite.CRASHES,
                        patch(
                                "Compaction.java",
                                "state.newView.ifPresent(newView -> out.persist(new Stored.Entered(newView)));",
                                "")));
    }

    private static List<Broken> epochs() {
        return List.of(
                core(
                        Invariant.EPOCH_END,
                        Suite.MIXED,
                        patch(
                                "Handover.java",
                                "state.out.persist(new Stored.Epoch(lineage, learning, standing));",
                                "")),
                core(
                        Invariant.SUCCESSOR,
                        Suite.MIXED,
                        patch(
                                "Handover.java",
                                lines("new Start(", "                last.sequence(),"),
                                lines("new Start(", "                last.sequence() + 1,"))));
    }

    /** Checked amid a step. */
    private static List<Broken> amid() {
        return List.of(
                core(
                        Invariant.LEDGER,
                        Suite.BAD_PROPOSALS,
                        patch(
                                "ProposalRules.java",
                                lines(
                                        "if (after.size() != batch.header().ledgerSize()",
                                        "                || !after.root().equals(batch.header().ledgerRoot())) {"),
                                "if (after.size() < 0) {")),
                core(
                        Invariant.ONE_CHAIN,
                        Suite.PARTITIONS,
                        patch(
                                "NewViewBase.java",
                                "if (highest.isPresent() && highest.get().sequence() > checkpoint.sequence()) {",
                                "if (highest.isPresent() && highest.get().sequence() < 0) {")),
                core(
                        Invariant.SAME_STATE,
                        Suite.CALM,
                        patch(
                                "Checkpoints.java",
                                "Digest root = StateRoot.of(chunks);",
                                "Digest root = state.self() == 0 ? Digest.ZERO : StateRoot.of(chunks);")),
                core(
                        Invariant.OWN_LOG,
                        Suite.CRASHES,
                        patch(
                                "CatchUp.java",
                                "        state.out.add(new Effect.Broadcast(state.out.sign(status())));",
                                lines(
                                        "        state.out.persist(new Stored.Own(state.out.sign(status())));",
                                        "        state.out.add(new Effect.Broadcast(state.out.sign(status())));"))));
    }
}
