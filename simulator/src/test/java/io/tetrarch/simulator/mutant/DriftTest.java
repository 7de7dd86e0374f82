package io.tetrarch.simulator.mutant;

import static io.tetrarch.simulator.mutant.Mutants.PBFT;
import static io.tetrarch.simulator.mutant.Mutants.mutant;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A core that drifts from the model is found out by the model's walks, without the core's own invariants. */
final class DriftTest {
    static List<Mutant> drifts() {
        return Stream.concat(ofViews().stream(), ofVotes().stream()).toList();
    }

    private static List<Mutant> ofViews() {
        return List.of(
                drift(
                        "the higher sequence wins over the later view",
                        "NewViewBase.java",
                        "max(Comparator.naturalOrder());",
                        "max(Comparator.comparingLong(PreparedCertificate::sequence));"),
                drift(
                        "a certificate below the own checkpoint is not shown",
                        "ViewChanges.java",
                        "new ViewChange(view, state.stable, state.highest);",
                        "new ViewChange(view, state.stable, state.highest.filter(it -> it.sequence() >"
                                + " state.lowWatermark()));"),
                drift(
                        "f+1 VIEW-CHANGEs make a NEW-VIEW",
                        "Certificates.java",
                        "return senders.size() == configuration.quorum();",
                        "return senders.size() >= configuration.weakQuorum();"),
                drift(
                        "a second NEW-VIEW is taken in a view that has begun",
                        "ViewChanges.java",
                        "if (newView.view() < state.view || (newView.view() == state.view && state.active)) {",
                        "if (newView.view() < state.view) {"),
                drift(
                        "one VIEW-CHANGE is joined",
                        "ViewChanges.java",
                        "if (later.size() >= state.configuration.weakQuorum()) {",
                        "if (!later.isEmpty()) {"),
                drift(
                        "the base is not prepared again",
                        "ViewChanges.java",
                        "if (base.certified()) {",
                        "if (base.certified() && base.link().sequence() < 0) {"));
    }

    private static List<Mutant> ofVotes() {
        return List.of(
                drift(
                        "f+1 PREPAREs are a certificate",
                        "VoteLog.java",
                        "if (signers < configuration.quorum()) {",
                        "if (signers < configuration.weakQuorum()) {"),
                drift(
                        "a batch may stand in the chain twice",
                        "ProposalRules.java",
                        "boolean repeated = state.service.isDecided(request.id()) || chain.holds(request.id());",
                        "boolean repeated = state.service.isDecided(request.id());"),
                drift(
                        "a restart forgets the votes",
                        "Recovery.java",
                        "            parts.own().restore(vote);",
                        "            parts.own().log();"),
                drift(
                        "a restart forgets the NEW-VIEW",
                        "Recovery.java",
                        "case Stored.Entered entered -> viewChanges.restoreEntered(entered.newView());",
                        "case Stored.Entered entered -> {}"));
    }

    private static Mutant drift(String name, String file, String find, String replacement) {
        return mutant(name, "", Suite.MODEL_WALKS, PBFT + file, find, replacement);
    }

    @ParameterizedTest
    @MethodSource("drifts")
    void isSeen(Mutant drift) throws Exception {
        assertThat(Lab.run(Mutants.unchecked(drift), 1))
                .as("the walks of the model against: %s", drift)
                .contains(", step ");
    }
}
