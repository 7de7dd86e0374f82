package io.tetrarch.simulator.mutant;

import static io.tetrarch.simulator.mutant.Mutants.PBFT;
import static io.tetrarch.simulator.mutant.Mutants.breaking;
import static io.tetrarch.simulator.mutant.Mutants.lines;
import static io.tetrarch.simulator.mutant.Mutants.mutant;

import io.tetrarch.simulator.mutant.Mutant.Patch;
import java.util.List;
import java.util.stream.Stream;

/** Bugs in the change from one epoch to the next. */
final class EpochMutants {
    private static final String SEEN_IN = "reconfiguration";

    private EpochMutants() {}

    static List<Mutant> all() {
        return Stream.of(
                        breaking(Rule.EPOCHS, closings()),
                        breaking(Rule.EPOCHS, ends()),
                        breaking(Rule.EPOCHS, beginnings()))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Mutant> closings() {
        return List.of(
                mutant(
                        "batches are put on top of a change of the group",
                        SEEN_IN,
                        Suite.MIXED,
                        PBFT + "Chain.java",
                        "open &= !state.service.closesPipeline(entry);",
                        "open &= entry.encoded().length > 0;"),
                new Mutant(
                        "the epoch goes on until its end is stable",
                        SEEN_IN,
                        Suite.MIXED,
                        List.of(
                                new Patch(PBFT + "Chain.java", "return open && !state.closing;", "return open;"),
                                new Patch(
                                        PBFT + "Execution.java",
                                        "            if (state.closing) {",
                                        "            if (state.executed < 0) {"),
                                new Patch(
                                        PBFT + "RequestPool.java",
                                        lines(
                                                "        if (state.closing) {",
                                                "            return Optional.of(Rejection.EPOCH_ENDED);",
                                                "        }",
                                                "        if (!request.domain()"),
                                        "        if (!request.domain()"),
                                new Patch(
                                        PBFT + "RequestPool.java",
                                        lines(
                                                "        if (state.closing) {",
                                                "            return Optional.of(Rejection.EPOCH_ENDED);",
                                                "        }",
                                                "        return state.service"),
                                        "        return state.service"))));
    }

    private static List<Mutant> ends() {
        return List.of(
                mutant(
                        "the next epoch is entered before its beginning is stable",
                        SEEN_IN,
                        Suite.MIXED,
                        PBFT + "Handover.java",
                        lines(
                                "            state.stable",
                                "                    .filter(certificate -> certificate.checkpoint().isLast())"),
                        lines(
                                "            checkpoints.unstable().stream()",
                                "                    .filter(own -> own.message().isLast())",
                                "                    .map(own -> new CheckpointCertificate(own.message(),"
                                        + " Signatures.NONE))",
                                "                    .findFirst()")),
                mutant(
                        "a proof of succession needs no quorum",
                        SEEN_IN,
                        Suite.POISON,
                        PBFT + "Certificates.java",
                        lines(
                                "                && succession.isWhole()",
                                "                && isValid(succession.certificate());"),
                        "                && succession.isWhole();"));
    }

    private static List<Mutant> beginnings() {
        return List.of(
                new Mutant(
                        "what was signed in the old epoch counts in the new one",
                        SEEN_IN,
                        Suite.CRASHES,
                        List.of(
                                new Patch(
                                        PBFT + "Replica.java",
                                        "if (!isOfThisEpoch(verified)) {",
                                        "if (verified.domain().epoch() < 0) {"),
                                // an epoch has to end while a signature is verified, and the next to be under way
                                new Patch(
                                        "simulator/src/main/java/io/tetrarch/simulator/world/Node.java",
                                        "world.in(2, () -> receive(envelope, verified));",
                                        "world.in(700, () -> receive(envelope, verified));"))),
                mutant(
                        "the votes of the old epoch are taken for those of the new one in a restart",
                        SEEN_IN,
                        Suite.MIXED,
                        PBFT + "Recovery.java",
                        lines("                return i;", "            }"),
                        lines("                return 0;", "            }")),
                mutant(
                        "the epoch is forgotten in a compaction",
                        SEEN_IN,
                        Suite.CRASHES,
                        PBFT + "Compaction.java",
                        "if (!state.lineage.isEmpty()) {",
                        "if (state.lineage.size() > 1_000) {"),
                mutant(
                        "a vacant leader is waited for",
                        SEEN_IN,
                        Suite.MIXED,
                        PBFT + "Configuration.java",
                        "while (!hasLeader(next)) {",
                        "while (next < view) {"),
                mutant(
                        "nobody tells a replica that was left behind",
                        SEEN_IN,
                        Suite.PARTITIONS,
                        PBFT + "Handover.java",
                        "if (peer != state.self() && ++silentTicks[peer] % PATIENCE_TICKS == 0) {",
                        "if (peer != state.self() && ++silentTicks[peer] < 0) {"));
    }
}
