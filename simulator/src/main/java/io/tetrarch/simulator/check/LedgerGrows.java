package io.tetrarch.simulator.check;

import io.tetrarch.pbft.Effect;
import io.tetrarch.pbft.LedgerTip;
import io.tetrarch.pbft.Standing;
import io.tetrarch.pbft.Stored;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Header;

/**
 * S7: a ledger is only ever extended. Batches come one after the other, each on its parent; every header's ledger is the
 * one before with its entries appended; and what is durably executed stays executed across a restart. Where replicas
 * stand never goes backwards.
 */
public final class LedgerGrows implements Checker {
    private final Findings findings;
    private final long[] executed;
    private final long[] durable;
    private final long[] view;
    private final long[] stable;
    private LedgerTip tip;
    private long tipSequence;
    private Digest tipDigest;

    public LedgerGrows(Facts facts, Findings findings) {
        this.findings = findings;
        this.executed = new long[facts.replicas()];
        this.durable = new long[facts.replicas()];
        this.view = new long[facts.replicas()];
        this.stable = new long[facts.replicas()];
        this.tip = facts.empty();
        this.tipDigest = Header.genesis(facts.founding().domain());
    }

    @Override
    public void executed(int replica, Effect.Execute execute, long latestWallMillis) {
        for (Batch batch : execute.batches()) {
            if (batch.sequence() != executed[replica] + 1) {
                findings.violated("S7", replica, "executes " + batch.sequence() + " after " + executed[replica]);
            }
            executed[replica] = batch.sequence();
            extend(replica, batch);
        }
    }

    @Override
    public void remembered(int replica, Effect.Execute execute, long latestWallMillis) {
        execute.batches().forEach(batch -> extend(replica, batch));
    }

    private void extend(int replica, Batch batch) {
        Header header = batch.header();
        if (header.sequence() != tipSequence + 1) {
            return;
        }
        if (!header.parent().equals(tipDigest)) {
            findings.violated("S7", replica, header + " is not on the batch before it");
        }
        tip = tip.append(batch.entries());
        tipSequence = header.sequence();
        tipDigest = header.digest();
        if (tip.size() != header.ledgerSize() || !tip.root().equals(header.ledgerRoot())) {
            findings.violated("S7", replica, header + " names another ledger than its entries make");
        }
    }

    @Override
    public void persisted(int replica, Stored record) {
        if (record instanceof Stored.Executed it) {
            durable[replica] = Math.max(durable[replica], it.certificate().sequence());
        } else if (record instanceof Stored.Snapshot it) {
            durable[replica] = Math.max(durable[replica], it.certificate().sequence());
        }
    }

    @Override
    public void installed(int replica, long sequence) {
        if (sequence <= executed[replica]) {
            findings.violated("S7", replica, "installs " + sequence + " over " + executed[replica]);
        }
        executed[replica] = sequence;
    }

    @Override
    public void restarted(int replica, Standing standing, boolean complete) {
        if (complete && standing.executed() < durable[replica]) {
            findings.violated(
                    "S7", replica, "came back at " + standing.executed() + " after it stored " + durable[replica]);
        }
        if (!complete) {
            durable[replica] = 0;
        }
        executed[replica] = standing.executed();
        view[replica] = standing.view();
        stable[replica] = standing.lowWatermark();
    }

    @Override
    public void stepped(int replica, Standing standing) {
        if (standing.view() < view[replica] || standing.lowWatermark() < stable[replica]) {
            findings.violated("S7", replica, "went back to " + standing);
        }
        view[replica] = standing.view();
        stable[replica] = standing.lowWatermark();
    }
}
