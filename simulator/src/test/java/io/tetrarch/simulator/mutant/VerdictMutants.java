package io.tetrarch.simulator.mutant;

import static io.tetrarch.simulator.mutant.Mutants.MESSAGE;
import static io.tetrarch.simulator.mutant.Mutants.PBFT;
import static io.tetrarch.simulator.mutant.Mutants.breaking;
import static io.tetrarch.simulator.mutant.Mutants.lines;
import static io.tetrarch.simulator.mutant.Mutants.mutant;

import java.util.List;
import java.util.stream.Stream;

/** Bugs in verdicts, in outcomes, in evidence, and in those that may have lost some of what they said. */
final class VerdictMutants {
    private VerdictMutants() {}

    static List<Mutant> all() {
        return Stream.of(
                        breaking(Rule.OUTCOMES, outcomes()),
                        breaking(Rule.EVIDENCE, evidence()),
                        breaking(Rule.LEARNER, learners()))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Mutant> outcomes() {
        return List.of(
                mutant(
                        "verdicts may stand in any order",
                        "proofs that others refuse",
                        Suite.BAD_PROPOSALS,
                        MESSAGE + "EntryShape.java",
                        "if (vote.replica() <= previous ||",
                        "if (vote.replica() == previous ||"),
                mutant(
                        "one replica's verdict may stand twice",
                        "quorum arithmetic",
                        Suite.BAD_PROPOSALS,
                        MESSAGE + "EntryShape.java",
                        "if (vote.replica() <= previous ||",
                        "if (vote.replica() < previous ||"),
                mutant(
                        "what was settled in time may expire",
                        "time-outs",
                        Suite.EXPIRY,
                        PBFT + "ProposalRules.java",
                        "        if (settledInTime) {",
                        "        if (settledInTime && deadline < 0) {"),
                mutant(
                        "what is settled in time counts by the deadline alone",
                        "time-outs",
                        Suite.EXPIRY,
                        PBFT + "ProposalRules.java",
                        lines("&& held.get().settled().isPresent()", "                && held"),
                        lines("&& held.get().settled().isEmpty()", "                && held")),
                mutant(
                        "verdicts on what is undecided are not written again behind a snapshot",
                        "garbage collection",
                        Suite.CHAOS,
                        PBFT + "Compaction.java",
                        "        parts.requests().undecidedOwn().forEach(out::persist);",
                        ""),
                mutant(
                        "a second verdict is passed over in silence",
                        "putIfAbsent instead of evidence",
                        Suite.VERDICT_TWICE,
                        PBFT + "RequestPool.java",
                        lines("            equivocations.convict(first.get(), vote);", ""),
                        ""));
    }

    private static List<Mutant> evidence() {
        return List.of(
                mutant(
                        "two votes of two views are evidence",
                        "honest replica accused",
                        Suite.SLANDER,
                        MESSAGE + "Evidence.java",
                        lines("                        && votes.first().view() == votes.second().view()", ""),
                        ""),
                mutant(
                        "two votes of two sequences are evidence",
                        "honest replica accused",
                        Suite.SLANDER,
                        MESSAGE + "Evidence.java",
                        lines("                        && votes.first().sequence() == votes.second().sequence()", ""),
                        ""),
                mutant(
                                "a PREPARE and a COMMIT are evidence",
                                "honest replica accused",
                                Suite.SLANDER,
                                MESSAGE + "Evidence.java",
                                lines(
                                        "votes.first().type() == votes.second().type()",
                                        "                        && votes.first().view()"),
                                "votes.first().view()")
                        .equivalentSince(
                                "an honest replica commits what it prepared, so no PREPARE and COMMIT of one slot"
                                        + " differ"),
                mutant(
                        "one vote, shown twice, is evidence",
                        "honest replica accused",
                        Suite.SLANDER,
                        MESSAGE + "Evidence.java",
                        "                        && !votes.first().digest().equals(votes.second().digest());",
                        "                        && votes.first().view() >= 0;"));
    }

    private static List<Mutant> learners() {
        return List.of(
                mutant(
                        "a learner returns a window too early",
                        "re-admission",
                        Suite.RELEARNING,
                        PBFT + "Learner.java",
                        "until = Math.max(highest, state.executed) + window;",
                        "until = Math.max(highest, state.executed);"),
                mutant(
                        "a learner returns in the view in which the window was committed",
                        "re-admission",
                        Suite.RELEARNING,
                        PBFT + "Learner.java",
                        "            viewChanges.start(state.configuration.viewFrom(Math.max(state.view,"
                                + " state.executedInView) + 2));",
                        ""),
                mutant(
                        "a learner judges requests from before its return",
                        "re-admission",
                        Suite.RELEARNING,
                        PBFT + "Learner.java",
                        "long silentBefore = state.nowMillis + state.configuration.timeouts().graceMillis();",
                        "long silentBefore = Long.MIN_VALUE;"));
    }
}
