package io.tetrarch.gate.service;

import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Encoder;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.proof.bound.Bounds;
import io.tetrarch.proof.bound.Name;
import io.tetrarch.proof.ledger.CanonicalReader;
import io.tetrarch.proof.rule.CharterBook;
import io.tetrarch.proof.rule.CharterVersion;
import io.tetrarch.proof.rule.SystemKind;

/** The charters in force. */
final class CharterHistory implements Part {
    private static final int FRONTIER_BYTES = 8 + 64 * Digest.SIZE_BYTES;

    private final int replicas;
    private CharterBook book;

    /** @param founding the one that the epoch begins with */
    CharterHistory(int replicas, CharterVersion founding) {
        this.replicas = replicas;
        this.book = CharterBook.of(founding);
    }

    CharterBook book() {
        return book;
    }

    @Override
    public String name() {
        return "charters";
    }

    @Override
    public boolean apply(Applied applied) {
        return switch (applied.entry()) {
            case DecisionEntry decision -> SystemKind.SWAP_CHARTER.isApprovedBy(decision) && swap(decision, applied);
            case EvidenceEntry evidence -> false;
        };
    }

    private boolean swap(DecisionEntry decision, Applied applied) {
        var after = book.after(decision.request(), replicas, applied.index(), applied.before());
        after.ifPresent(changed -> book = changed);
        return after.isPresent();
    }

    @Override
    public void encode(Encoder to) {
        book.encode(to);
    }

    @Override
    public void decode(CanonicalReader from) {
        book = CharterBook.decode(from, book.base());
    }

    @Override
    public long mostBytes(int clients, int members) {
        long tier = 4 + 4 * Name.MOST + 4 + 4 + 4L * members + 1;
        long version = 8 + 4 + Bounds.TIERS.most() * tier + Digest.SIZE_BYTES + 4 + Bounds.CHARTER_BYTES + 8;
        return 4 + CharterBook.KEPT * version + 4 + CharterBook.MOST_AMENDMENTS * (8L + 8 + 4 + FRONTIER_BYTES);
    }
}
