package io.tetrarch.proof.decision;

import io.tetrarch.crypto.authentication.Keyring;
import io.tetrarch.crypto.authentication.SignatureMemory;
import io.tetrarch.crypto.tree.Frontier;
import io.tetrarch.json.JsonObject;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.ledger.EntryDecoder;
import io.tetrarch.proof.rule.CharterBook;
import io.tetrarch.proof.rule.CharterRules;
import io.tetrarch.proof.rule.Membership;
import io.tetrarch.proof.rule.SystemKind;
import java.util.List;
import java.util.Optional;

/**
 * Follows amendments from the group file's charter. Each is examined as a decision of its own, under the charter that
 * those before it led to; and it must be an approved swap that follows on that charter. No two approved swaps of one
 * charter stand on the ledger of a group with at most f faulty replicas, so there is one path.
 */
final class AmendmentPath implements CharterPath {
    private final Group group;
    private final Membership membership;
    private final Keyring keys;
    private final SignatureMemory signatures;

    /** The last path that was followed: whoever verifies many proofs mostly meets the same one. */
    private volatile Walked last;

    private record Walked(List<DecisionProof.Amendment> amendments, Lead lead) {}

    AmendmentPath(Group group, Membership membership, Keyring keys, SignatureMemory signatures) {
        this.group = group;
        this.membership = membership;
        this.keys = keys;
        this.signatures = signatures;
        this.last =
                new Walked(List.of(), new Lead.To(CharterBook.of(group.charter().founding())));
    }

    @Override
    public Lead lead(List<DecisionProof.Amendment> amendments) {
        Walked known = last;
        if (!known.amendments().equals(amendments)) {
            known = new Walked(List.copyOf(amendments), follow(amendments));
            last = known;
        }
        return known.lead();
    }

    private Lead follow(List<DecisionProof.Amendment> amendments) {
        Lead.To to = new Lead.To(CharterBook.of(group.charter().founding()));
        if (amendments.size() > CharterBook.MOST_AMENDMENTS) {
            return new Lead.Nowhere("expected at most " + CharterBook.MOST_AMENDMENTS + " amendments");
        }
        long last = -1;
        for (int i = 0; i < amendments.size(); i++) {
            long index = amendments.get(i).certified().inclusion().index();
            if (index <= last) {
                return new Lead.Nowhere("amendment " + (i + 1)
                        + ": it stands on the ledger before the one that it is to" + " follow on");
            }
            last = index;
            switch (step(amendments.get(i), to.book())) {
                case Lead.Nowhere nowhere -> {
                    return new Lead.Nowhere("amendment " + (i + 1) + ": " + nowhere.problem());
                }
                case Lead.To next -> to = next;
            }
        }
        return to;
    }

    private Lead step(DecisionProof.Amendment amendment, CharterBook book) {
        DecisionEntry decision;
        try {
            switch (EntryDecoder.decode(amendment.entry(), amendment.action())) {
                case DecisionEntry found -> decision = found;
                case EvidenceEntry evidence -> {
                    return new Lead.Nowhere("the entry is evidence of an equivocation, not a decision");
                }
            }
        } catch (IllegalArgumentException e) {
            return new Lead.Nowhere("the entry's encoding is malformed " + e.getMessage());
        }
        Examination examination = new Examination(
                group, membership, keys, signatures, asProof(amendment, decision), any -> new Lead.To(book));
        for (Check check : Check.values()) {
            Optional<String> problem = examination.problem(check);
            if (problem.isPresent()) {
                return new Lead.Nowhere(check.word() + ": " + problem.get());
            }
        }
        return swap(decision, book);
    }

    private Lead swap(DecisionEntry decision, CharterBook book) {
        if (decision.outcome() != Outcome.APPROVED) {
            return new Lead.Nowhere("it was not approved: " + decision.outcome());
        }
        String tier = decision.request().request().terms().tier();
        if (CharterRules.isBuiltIn(tier)) {
            return new Lead.Nowhere("it was decided in tier " + tier + ", in which no charter is swapped");
        }
        if (!SystemKind.SWAP_CHARTER.isApprovedBy(decision)) {
            return new Lead.Nowhere(
                    "it is no swap that follows on charter " + book.current().version());
        }
        return book.after(decision.request(), group.replicas().size(), 0, Frontier.EMPTY)
                .<Lead>map(Lead.To::new)
                .orElseGet(() -> new Lead.Nowhere("it is no swap that follows on charter "
                        + book.current().version()));
    }

    /** Group and form for people are this verifier's own, so only what the amendment holds is examined. */
    private DecisionProof asProof(DecisionProof.Amendment amendment, DecisionEntry decision) {
        JsonObject shown = EntryForm.of(decision, group.replicaNames());
        return new DecisionProof(
                new DecisionProof.GroupClaim(group.id(), group.title(), group.operators()),
                new DecisionProof.ShownEntry(amendment.entry(), shown),
                amendment.action(),
                amendment.certified(),
                List.of());
    }
}
