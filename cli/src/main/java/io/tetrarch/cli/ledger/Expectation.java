package io.tetrarch.cli.ledger;

import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.file.InputFile;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.crypto.tree.Frontier;
import io.tetrarch.gate.audit.Finding;
import io.tetrarch.gate.audit.LedgerAudit;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.proof.decision.DecisionProof;
import io.tetrarch.proof.decision.ProofFile;
import io.tetrarch.proof.decision.ProofVerifier;
import io.tetrarch.proof.decision.Verification;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * What whoever asks knows of a ledger from elsewhere: how long it was, by what root, and a proof of an entry. A ledger that
 * was set back as a whole holds as far as it goes; only who remembers more can tell.
 */
final class Expectation implements LedgerAudit.Witness {
    @Option(names = "--at-least", paramLabel = "SIZE", description = "It must have this many entries, or more.")
    private @Nullable Long atLeast;

    @Option(
            names = "--root",
            paramLabel = "HASH",
            description = "With --at-least: its first SIZE entries must have this root.")
    private @Nullable String root;

    @Option(
            names = "--since-proof",
            paramLabel = "FILE",
            description = "It must have the decision of this proof in its place.")
    private @Nullable String proofFile;

    private Frontier ledger = Frontier.EMPTY;
    private Optional<Digest> expectedRoot = Optional.empty();
    private Optional<DecisionProof> proof = Optional.empty();
    private Optional<Digest> rootThen = Optional.empty();
    private Optional<Digest> leafThere = Optional.empty();

    /** @throws Failure if an option is not as it must be */
    void read() throws Failure {
        if (atLeast != null && atLeast < 0) {
            throw Failure.badInput("--at-least: expected a number of entries, found " + atLeast);
        }
        if (root != null) {
            if (atLeast == null) {
                throw Failure.badInput("--root: expected --at-least besides: how many entries it is the root of");
            }
            try {
                expectedRoot = Optional.of(Digest.ofHex(root));
            } catch (IllegalArgumentException e) {
                throw Failure.badInput("--root: expected 64 hex digits");
            }
        }
        if (proofFile != null) {
            InputFile file = InputFile.read(proofFile, JsonLimits.PROOF.maxBytes());
            try {
                proof = Optional.of(ProofFile.read(file.bytes()));
            } catch (JsonRejected e) {
                throw Failure.badInput(file.name(), e);
            }
        }
        noteRoot();
    }

    /** Whether a ledger that was cut would be found out. */
    boolean isPinned() {
        return atLeast != null || proofFile != null;
    }

    @Override
    public void onTaken(Batch batch) {
        for (Entry entry : batch.entries()) {
            if (proof.isPresent() && proof.get().inclusion().index() == ledger.size()) {
                leafThere = Optional.of(entry.leafHash());
            }
            ledger = ledger.append(entry.leafHash());
            noteRoot();
        }
    }

    private void noteRoot() {
        if (atLeast != null && ledger.size() == atLeast) {
            rootThen = Optional.of(ledger.root());
        }
    }

    /** What of it the ledger that was audited does not meet. */
    Optional<Finding> unmet(LedgerAudit audit, SignatureScheme scheme) {
        OptionalLong size = atLeast == null ? OptionalLong.empty() : OptionalLong.of(atLeast);
        if (size.isPresent() && audit.certified() < size.getAsLong()) {
            return Optional.of(new Finding(
                    audit.certified(), "it ends here, and is to have " + size.getAsLong() + " entries at least"));
        }
        if (expectedRoot.isPresent() && !expectedRoot.equals(rootThen)) {
            return Optional.of(new Finding(
                    Math.max(0, size.orElse(0) - 1),
                    "the entries up to this one are to have root " + expectedRoot.get() + ", and have "
                            + rootThen.map(Digest::toString).orElse("none")));
        }
        return proof.flatMap(known -> unmet(known, audit, scheme));
    }

    private Optional<Finding> unmet(DecisionProof known, LedgerAudit audit, SignatureScheme scheme) {
        long index = known.inclusion().index();
        if (leafThere.isEmpty() || audit.certified() <= index) {
            return Optional.of(new Finding(audit.certified(), "it ends here, and the proof is of its entry " + index));
        }
        return switch (new ProofVerifier(audit.groups(), scheme).verify(known)) {
            case Verification.NotAuthentic not ->
                Optional.of(new Finding(index, "the proof is none of this group's: " + not.explanation()));
            case Verification.Authentic authentic ->
                leafThere.get().equals(authentic.entry().leafHash())
                        ? Optional.empty()
                        : Optional.of(new Finding(
                                index, "it is another than the proof's, which a quorum of this group has signed"));
        };
    }
}
