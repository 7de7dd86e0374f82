package io.tetrarch.simulator.check;

import io.tetrarch.pbft.Effect;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Commit;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Header;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.PrePrepare;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.Slot;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * S1: no two honest replicas execute different batches at one sequence, and no two commit certificates contradict each
 * other. A certificate counts as existing as soon as honest commits make it one with every Byzantine replica's help,
 * whether or not anybody has put it together; it commits the header and all its ancestors.
 */
public final class Agreement implements Checker {
    private record Committing(Slot slot, Digest digest) {}

    private final Facts facts;
    private final Findings findings;
    private final Map<Committing, Long> commits = new HashMap<>();
    private final Map<Digest, Header> headers = new HashMap<>();
    private final Map<Long, Digest> committed = new HashMap<>();

    public Agreement(Facts facts, Findings findings) {
        this.facts = facts;
        this.findings = findings;
    }

    @Override
    public void proposed(Signed<? extends Message> message) {
        if (message.message() instanceof PrePrepare prePrepare) {
            headers.putIfAbsent(prePrepare.digest(), prePrepare.batch().header());
        }
    }

    @Override
    public void sent(int replica, Signed<? extends Message> message) {
        if (message.message() instanceof Commit commit) {
            Committing committing = new Committing(commit.slot(), commit.digest());
            long signers = commits.merge(committing, 1L << replica, (a, b) -> a | b);
            if (Long.bitCount(signers) >= facts.honestVotesOfAQuorum(commit.sequence())) {
                commit(replica, commit.sequence(), commit.digest());
            }
        }
    }

    @Override
    public void executed(int replica, Effect.Execute execute, long latestWallMillis) {
        for (Batch batch : execute.batches()) {
            headers.putIfAbsent(batch.digest(), batch.header());
            commit(replica, batch.sequence(), batch.digest());
        }
    }

    @Override
    public void remembered(int replica, Effect.Execute execute, long latestWallMillis) {
        executed(replica, execute, latestWallMillis);
    }

    private void commit(int replica, long sequence, Digest digest) {
        long at = sequence;
        Digest link = digest;
        while (at > 0) {
            Digest before = committed.putIfAbsent(at, link);
            if (before != null) {
                if (!before.equals(link)) {
                    findings.violated(
                            "S1",
                            replica,
                            "sequence " + at + " is committed as " + before.abbreviated() + " and as "
                                    + link.abbreviated());
                }
                return;
            }
            @Nullable Header header = headers.get(link);
            if (header == null) {
                return;
            }
            link = header.parent();
            at--;
        }
    }
}
