package io.tetrarch.simulator.scenario;

import io.tetrarch.crypto.tree.LedgerTree;
import io.tetrarch.crypto.tree.TreeProofs;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.CommitCertificate;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.Header;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.proof.decision.DecisionProof;
import io.tetrarch.proof.group.Group;
import java.util.List;
import java.util.Optional;

/**
 * What a scenario came to; all of it measured in that run.
 *
 * @param decided what a proof is made of; empty if nothing was decided
 */
public record ScenarioResult(
        Title scenario, Setting setting, Verdict outcome, Measured measured, Trail trail, Optional<Decided> decided) {

    /** @param label the scenario's name, as it is typed */
    public record Title(String label, String summary) {}

    /** @param actionHash in hex */
    public record Setting(Group group, String actionHash) {}

    public record Measured(Counts counts, Cost cost) {}

    /**
     * @param matrix for each phase one mark per replica
     * @param flights every message that was sent, to each receiver
     * @param evidence the equivocations proven
     */
    public record Trail(List<ScenarioEvent> events, List<Flight> flights, List<Row> matrix, List<Evidence> evidence) {}

    /**
     * A message on its way.
     *
     * @param to index of the receiver
     * @param arrivedMillis empty if it never arrived
     */
    public record Flight(ScenarioEvent.Subject subject, int to, long sentMillis, Optional<Long> arrivedMillis) {}

    /** The group that decided. */
    public Group group() {
        return setting.group();
    }

    /** Their names, by index. */
    public List<String> replicas() {
        return group().replicaNames();
    }

    public String actionHash() {
        return setting.actionHash();
    }

    public Counts counts() {
        return measured.counts();
    }

    public Cost cost() {
        return measured.cost();
    }

    public List<ScenarioEvent> events() {
        return trail.events();
    }

    public List<Flight> flights() {
        return trail.flights();
    }

    public List<Row> matrix() {
        return trail.matrix();
    }

    public List<Evidence> evidence() {
        return trail.evidence();
    }

    /**
     * @param decision empty if nothing was decided
     * @param view the last view that was active
     * @param byzantine replicas convicted by their own signatures
     * @param broken safety properties that were violated, one line each; never by f traitors
     */
    public record Verdict(
            Optional<Outcome> decision, boolean viewChanged, long view, List<Integer> byzantine, List<String> broken) {}

    /**
     * Distinct replicas, in the slot that decided, or where it got furthest.
     *
     * @param prepares the leader's pre-prepare counted
     */
    public record Counts(int prepares, int commits, int quorum) {}

    /**
     * @param micros processor time of the run on this machine
     * @param virtualMillis until the decision, or until the run was given up
     */
    public record Cost(long micros, long virtualMillis, long messages, long signatures, long verifications) {}

    /** @param marks by replica */
    public record Row(Phase phase, List<Mark> marks) {}

    /** What a replica did in a phase. */
    public enum Mark {
        /** It spoke, or did it. */
        DONE,
        /** It spoke against: a DENY. */
        AGAINST,
        /** It abstained, or was not heard. */
        SILENT,
        /** It contradicted itself. */
        EQUIVOCATED,
        /** It had nothing to do here. */
        NOTHING
    }

    /**
     * All that a proof is made of.
     *
     * @param batch the one that the entry stands in
     * @param chain every batch from the first to the certified one
     */
    public record Decided(DecisionEntry entry, Batch batch, CommitCertificate certificate, List<Batch> chain) {
        /** The proof. */
        public DecisionProof proof(Group group) {
            LedgerTree ledger = LedgerTree.empty();
            long index = -1;
            for (Batch each : chain) {
                for (Entry one : each.entries()) {
                    long at = ledger.append(one.leafHash());
                    index = one.equals(entry) ? at : index;
                }
            }
            Header header = chain.getLast().header();
            return DecisionProof.of(
                    group, entry, TreeProofs.inclusion(ledger, index, header.ledgerSize()), header, certificate);
        }
    }
}
