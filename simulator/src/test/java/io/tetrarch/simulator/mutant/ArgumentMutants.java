package io.tetrarch.simulator.mutant;

import static io.tetrarch.simulator.mutant.Mutants.PBFT;
import static io.tetrarch.simulator.mutant.Mutants.breaking;
import static io.tetrarch.simulator.mutant.Mutants.lines;
import static io.tetrarch.simulator.mutant.Mutants.mutant;

import java.util.List;
import java.util.stream.Stream;

/** Bugs in what the argument for the view change rests on, and in what it takes for granted. */
final class ArgumentMutants {
    private ArgumentMutants() {}

    static List<Mutant> all() {
        return Stream.of(
                        breaking(Rule.HIGHEST_CERTIFICATE_IS_KEPT, certificates()),
                        breaking(Rule.HIGHEST_AMONG_ALL, bases()),
                        breaking(Rule.NEW_VIEW_IS_DURABLE, newViews()),
                        breaking(Rule.VIEWS, views()),
                        breaking(Rule.QUORUMS, quorums()),
                        breaking(Rule.ONE_VOTE, votes()))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Mutant> certificates() {
        return List.of(
                mutant(
                        "the highest certificate is given up at a checkpoint",
                        "what the argument rests on",
                        Suite.FALSE_VIEWS,
                        PBFT + "Compaction.java",
                        "        discardUpTo(state.lowWatermark());",
                        lines(
                                "        discardUpTo(state.lowWatermark());",
                                "        state.highest = state.highest.filter(it -> it.sequence() >"
                                        + " state.lowWatermark());")),
                mutant(
                        "the highest certificate is not written again behind a snapshot",
                        "what the argument rests on",
                        Suite.VIEWS,
                        PBFT + "Compaction.java",
                        "        state.highest.ifPresent(certificate -> out.persist(new"
                                + " Stored.Prepared(certificate)));",
                        ""),
                mutant(
                        "a lower certificate takes the place of the highest",
                        "what the argument rests on",
                        Suite.VIEWS,
                        PBFT + "NormalCase.java",
                        "if (state.highest.isEmpty() || certificate.compareTo(state.highest.get()) > 0) {",
                        "if (certificate.view() >= 0) {"),
                mutant(
                        "COMMIT is sent before its certificate is durable",
                        "what the argument rests on",
                        Suite.VIEWS,
                        PBFT + "NormalCase.java",
                        "own.cast(commit, Optional.of(new Stored.Prepared(certificate)));",
                        "own.cast(commit, Optional.empty());"),
                mutant(
                        "the highest certificate is forgotten in a restart",
                        "what the argument rests on",
                        Suite.VIEWS,
                        PBFT + "Recovery.java",
                        "if (state.highest.isEmpty() || certificate.compareTo(state.highest.get()) > 0) {",
                        "if (certificate.view() < 0) {"));
    }

    private static List<Mutant> bases() {
        return List.of(
                mutant(
                        "certificates at or below the checkpoint are dropped before the highest is chosen",
                        "what the argument rests on",
                        Suite.FALSE_VIEWS,
                        PBFT + "NewViewBase.java",
                        "changes.stream().flatMap(change ->"
                                + " change.prepared().stream()).max(Comparator.naturalOrder());",
                        "changes.stream().flatMap(change -> change.prepared().stream()).filter(it -> it.sequence() >"
                            + " stable.map(CheckpointCertificate::sequence).orElse(0L)).max(Comparator.naturalOrder());"),
                mutant(
                        "the certificate with the highest sequence is chosen, whatever its view",
                        "what the argument rests on",
                        Suite.FALSE_VIEWS,
                        PBFT + "NewViewBase.java",
                        ".max(Comparator.naturalOrder())",
                        ".max(Comparator.comparingLong(PreparedCertificate::sequence))"),
                mutant(
                        "the checkpoint is the base wherever there is one",
                        "what the argument rests on",
                        Suite.VIEWS,
                        PBFT + "NewViewBase.java",
                        "highest.isPresent() && highest.get().sequence() > checkpoint.sequence()",
                        "highest.isPresent() && stable.isEmpty()"));
    }

    private static List<Mutant> newViews() {
        return List.of(
                mutant(
                        "the accepted NEW-VIEW is not made durable",
                        "what the argument rests on",
                        Suite.VIEWS,
                        PBFT + "ViewChanges.java",
                        lines(
                                "        state.out.persist(new Stored.Entered(signed));",
                                "        enter(signed);",
                                "        return Optional.empty();"),
                        lines("        enter(signed);", "        return Optional.empty();")),
                mutant(
                        "the NEW-VIEW is sent before it is durable",
                        "what the argument rests on",
                        Suite.VIEWS,
                        PBFT + "ViewChanges.java",
                        lines(
                                "        state.out.persist(new Stored.Entered(signed));",
                                "        state.out.add(new Effect.Broadcast(signed));"),
                        lines(
                                "        state.out.add(new Effect.Broadcast(signed));",
                                "        state.out.persist(new Stored.Entered(signed));")),
                mutant(
                        "the accepted NEW-VIEW is forgotten in a restart",
                        "what the argument rests on",
                        Suite.VIEWS,
                        PBFT + "ViewChanges.java",
                        lines("        if (signed.message().view() == state.view) {", "            begin("),
                        lines("        if (signed.message().view() < 0) {", "            begin(")));
    }

    private static List<Mutant> views() {
        return List.of(
                mutant(
                        "a VIEW-CHANGE is sent before it is durable",
                        "what the argument rests on",
                        Suite.VIEWS,
                        PBFT + "ViewChanges.java",
                        lines(
                                "        state.out.persist(new Stored.Own(signed));",
                                "        state.out.add(new Effect.Broadcast(signed));"),
                        lines(
                                "        state.out.add(new Effect.Broadcast(signed));",
                                "        state.out.persist(new Stored.Own(signed));")),
                mutant(
                        "VIEW-CHANGEs for other views count in a NEW-VIEW",
                        "what the argument rests on",
                        Suite.FALSE_VIEWS,
                        PBFT + "Certificates.java",
                        lines("                    && signed.message().view() == newView.view()", ""),
                        ""));
    }

    private static List<Mutant> quorums() {
        return List.of(
                mutant(
                        "f replicas are a weak quorum",
                        "what the argument rests on",
                        Suite.BAD_VIEW_CHANGES,
                        PBFT + "GroupSize.java",
                        "return faulty() + 1;",
                        "return faulty();"),
                mutant(
                        "a checkpoint is stable with the signatures of f+1",
                        "what the argument rests on",
                        Suite.VIEWS,
                        PBFT + "Checkpoints.java",
                        "if (matching.size() >= state.quorum()) {",
                        "if (matching.size() >= state.configuration.weakQuorum()) {"));
    }

    private static List<Mutant> votes() {
        return List.of(mutant(
                "own votes are not written again behind a snapshot",
                "what the argument rests on",
                Suite.CRASHES,
                PBFT + "Compaction.java",
                "            out.persist(new Stored.Own(vote));",
                ""));
    }
}
