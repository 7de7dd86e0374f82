package io.tetrarch.simulator.mutant;

import static io.tetrarch.simulator.mutant.Mutants.PBFT;
import static io.tetrarch.simulator.mutant.Mutants.breaking;
import static io.tetrarch.simulator.mutant.Mutants.lines;
import static io.tetrarch.simulator.mutant.Mutants.mutant;

import io.tetrarch.simulator.mutant.Mutant.Patch;
import java.util.List;
import java.util.stream.Stream;

/** Bugs in views, votes and proposals. */
final class ProtocolMutants {
    private ProtocolMutants() {}

    static List<Mutant> all() {
        return Stream.of(
                        breaking(Rule.VIEWS, newViews()),
                        breaking(Rule.TIMERS, viewTimers()),
                        breaking(Rule.ONE_VOTE, votes()),
                        breaking(Rule.EVIDENCE, evidence()),
                        breaking(Rule.PROPOSALS, proposals()),
                        breaking(Rule.OUTCOMES, outcomes()))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Mutant> newViews() {
        return List.of(
                mutant(
                        "the prepared certificate is dropped in a view change",
                        "raijin#8; IBFT (arXiv 1901.07160)",
                        Suite.MIXED,
                        PBFT + "ViewChanges.java",
                        "new ViewChange(view, state.stable, state.highest)",
                        "new ViewChange(view, state.stable, Optional.empty())"),
                mutant(
                        "the lowest of the certificates is chosen",
                        "concord-bft#509",
                        Suite.MIXED,
                        PBFT + "NewViewBase.java",
                        ".max(Comparator.naturalOrder())",
                        ".min(Comparator.naturalOrder())"),
                mutant(
                        "any VIEW-CHANGE for a later view moves everyone",
                        "FISCO-BCOS#2211",
                        Suite.BAD_VIEW_CHANGES,
                        PBFT + "ViewChanges.java",
                        "if (later.size() >= state.configuration.weakQuorum()) {",
                        "if (!later.isEmpty()) {"),
                new Mutant(
                        "an old NEW-VIEW is taken again",
                        "raijin#18",
                        Suite.BAD_VIEW_CHANGES,
                        List.of(
                                new Patch(
                                        PBFT + "ViewChanges.java",
                                        "if (newView.view() < state.view || (newView.view() == state.view &&"
                                                + " state.active)) {",
                                        "if (newView.view() == state.view && state.active) {"),
                                new Patch(
                                        PBFT + "Relevance.java",
                                        "newView.view() > state.view || (newView.view() == state.view &&"
                                                + " !state.active);",
                                        "true;"))));
    }

    private static List<Mutant> viewTimers() {
        return List.of(
                mutant(
                        "the new leader need not be the leader",
                        "FISCO-BCOS#5167",
                        Suite.BAD_VIEW_CHANGES,
                        PBFT + "ViewChanges.java",
                        "if (signed.sender() != state.configuration.leader(newView.view())) {",
                        "if (newView.view() < 0) {"),
                mutant(
                        "one that went further is not counted as having left",
                        "found by this simulator",
                        Suite.MIXED,
                        PBFT + "ViewChanges.java",
                        ".filter(signed -> signed.message().view() >= state.view)",
                        ".filter(signed -> signed.message().view() == state.view)"),
                mutant(
                        "the view timeout grows without end",
                        "Quorum#1664, celo#706, besu#6053",
                        Suite.LONG_OUTAGE,
                        PBFT + "ViewTimer.java",
                        "return Math.min(timeouts.viewMillis() << doublings, timeouts.viewCapMillis());",
                        "return timeouts.viewMillis() << doublings;"),
                mutant(
                        "old votes are counted in the new view",
                        "view not in the certificate",
                        Suite.MIXED,
                        PBFT + "ViewChanges.java",
                        lines("        votes.clear();", ""),
                        ""));
    }

    private static List<Mutant> votes() {
        return List.of(
                mutant(
                        "a vote is sent before it is durable",
                        "telcoin#934, celo#396, flow-go#105",
                        Suite.CALM,
                        PBFT + "OwnVotes.java",
                        lines(
                                "        state.out.persist(new Stored.Own(signed));",
                                "        state.out.add(new Effect.Broadcast(signed));"),
                        lines(
                                "        state.out.add(new Effect.Broadcast(signed));",
                                "        state.out.persist(new Stored.Own(signed));")),
                mutant(
                        "a verdict is sent before it is durable",
                        "telcoin#934",
                        Suite.CALM,
                        PBFT + "RequestPool.java",
                        lines(
                                "        state.out.persist(new Stored.Own(signed, latest(fresh.keySet())));",
                                "        state.out.add(new Effect.Broadcast(signed));"),
                        lines(
                                "        state.out.add(new Effect.Broadcast(signed));",
                                "        state.out.persist(new Stored.Own(signed, latest(fresh.keySet())));")));
    }

    private static List<Mutant> evidence() {
        return List.of(
                mutant(
                        "a second vote in a slot is passed over in silence",
                        "putIfAbsent instead of evidence",
                        Suite.SCENARIOS,
                        PBFT + "NormalCase.java",
                        lines("        equivocations.convict(first, second);", ""),
                        ""),
                mutant(
                        "the other half of a leader's equivocation is not asked for",
                        "CometBFT's evidence rules",
                        Suite.SCENARIOS,
                        PBFT + "NormalCase.java",
                        "            state.out.send(signed.sender(), new Fetch(new Fetch.WantedProposal(",
                        "            state.out.send(state.self(), new Fetch(new Fetch.WantedProposal("),
                new Mutant(
                        "a vote for another view is taken for one of this view",
                        "FISCO-BCOS#5167",
                        Suite.MIXED,
                        List.of(
                                new Patch(
                                        PBFT + "NormalCase.java",
                                        "        if (vote.view() != state.view) {",
                                        "        if (vote.view() < 0) {"),
                                new Patch(
                                        PBFT + "Relevance.java",
                                        "if (vote.view() != state.view || !state.isInWindow(vote.sequence())) {",
                                        "if (!state.isInWindow(vote.sequence())) {"))));
    }

    private static List<Mutant> proposals() {
        return List.of(
                mutant(
                        "a request of an ancestor may be decided again",
                        "concord-bft#1362",
                        Suite.BAD_PROPOSALS,
                        PBFT + "ProposalRules.java",
                        "boolean repeated = state.service.isDecided(request.id()) || chain.holds(request.id());",
                        "boolean repeated = false;"),
                mutant(
                        "a header may name any ledger",
                        "CometBFT's app hash",
                        Suite.BAD_PROPOSALS,
                        PBFT + "ProposalRules.java",
                        lines(
                                "if (after.size() != batch.header().ledgerSize()",
                                "                || !after.root().equals(batch.header().ledgerRoot())) {"),
                        "if (after.size() < 0) {"),
                mutant(
                        "a batch may stand on any parent",
                        "chained protocols",
                        Suite.BAD_PROPOSALS,
                        PBFT + "ProposalRules.java",
                        "if (!batch.header().parent().equals(chain.tip().digest())) {",
                        "if (batch.sequence() < 0) {"),
                mutant(
                        "a body need not be what its header names",
                        "sawtooth-pbft d7e7fca",
                        Suite.BAD_PROPOSALS,
                        PBFT + "NormalCase.java",
                        "if (!proposal.batch().isWhole()) {",
                        "if (proposal.view() < 0) {"));
    }

    private static List<Mutant> outcomes() {
        return List.of(
                mutant(
                        "an outcome need not follow from its verdicts",
                        "fail open",
                        Suite.BAD_PROPOSALS,
                        PBFT + "ProposalRules.java",
                        "case APPROVED, DENIED -> settled.equals(Optional.of(decision.outcome())) ? Fit.YES : Fit.NO;",
                        "case APPROVED, DENIED -> Fit.YES;"),
                mutant(
                        "a leader may expire a request before its deadline",
                        "time-outs",
                        Suite.BAD_PROPOSALS,
                        PBFT + "ProposalRules.java",
                        "return state.nowMillis > deadline ? Fit.YES : Fit.NOT_YET;",
                        "return Fit.YES;"),
                mutant(
                        "evidence crowds out the batch",
                        "found by this simulator",
                        Suite.BAD_PROPOSALS,
                        PBFT + "ProposalRules.java",
                        "return count == 1 || (count > 1 && count <= limits.batchEntries() && bytes <="
                                + " limits.batchBytes());",
                        "return count == 1;"));
    }
}
