package io.tetrarch.node.store;

import io.tetrarch.pbft.Stored;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Checkpoint;
import io.tetrarch.pbft.message.CheckpointCertificate;
import io.tetrarch.pbft.message.Commit;
import io.tetrarch.pbft.message.CommitCertificate;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.pbft.message.Header;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.PrePrepare;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.pbft.message.Signatures;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Terms;
import io.tetrarch.pbft.message.Validity;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** What a replica appends to its store, in ledgers of one entry a batch. */
final class Records {
    static final Domain DOMAIN = new Domain(Hash.sha3(new byte[] {1}), 1);

    private static final Bytes SIGNATURE = Bytes.wrap(new byte[64]);

    private Records() {}

    static Stored vote(long sequence) {
        return new Stored.Own(
                new Signed<>(0, new Commit(0, sequence, batch(sequence).digest()), SIGNATURE));
    }

    static Stored proposal(long sequence) {
        return new Stored.Proposal(new Signed<>(0, new PrePrepare(0, batch(sequence)), SIGNATURE));
    }

    static Stored executed(long sequence) {
        return executed(sequence, sequence);
    }

    /** The batches of these sequences, executed together. */
    static Stored executed(long first, long last) {
        List<Batch> batches =
                LongStream.rangeClosed(first, last).mapToObj(Records::batch).toList();
        return new Stored.Executed(
                batches,
                new CommitCertificate(new Commit(0, last, batches.getLast().digest()), Signatures.NONE));
    }

    static Stored snapshot(long sequence) {
        return new Stored.Snapshot(
                new CheckpointCertificate(new Checkpoint(sequence, Digest.ZERO, Digest.ZERO), Signatures.NONE),
                List.of(Bytes.wrap(new byte[100])));
    }

    static Batch batch(long sequence) {
        Request request = new Request(
                DOMAIN,
                new RequestId(Digest.ZERO, sequence),
                Digest.ZERO,
                new Terms("gate", "standard", 1),
                new Validity(0, 1),
                Optional.empty());
        DecisionEntry entry = new DecisionEntry(
                new SignedRequest(request, SIGNATURE, Bytes.wrap(new byte[] {'{', '}'})), Outcome.APPROVED, List.of());
        return new Batch(new Header(sequence, Digest.ZERO, Digest.ZERO, sequence, Digest.ZERO), List.of(entry));
    }
}
