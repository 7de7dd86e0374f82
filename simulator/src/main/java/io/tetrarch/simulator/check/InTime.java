package io.tetrarch.simulator.check;

import io.tetrarch.pbft.Effect;
import io.tetrarch.pbft.GroupSize;
import io.tetrarch.pbft.Standing;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.Verdict;
import io.tetrarch.pbft.message.Verdicts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * S8: what was settled in time is not decided as EXPIRED. It holds without any synchrony, clocks that are wrong included,
 * once f+1 honest replicas have each held verdicts that settle the request for longer than the grace period before its
 * deadline, by their own clocks, and have not been restarted since: each refuses an EXPIRED outcome, and without them there
 * is no quorum. What a single replica held binds nobody else; that it is enough takes a network that brings every verdict
 * to f+1 honest replicas within a time d, clocks that differ by e at most, and a hold that is longer by d + e.
 *
 * <p>Errs on the safe side: only honest replicas' verdicts are counted, which nothing voids; only where the replica has let
 * out its own, so that it surely has the request; and times are the latest that any honest clock has shown.
 */
public final class InTime implements Checker {
    /** A verdict on a request that does not come is given up some time; one that came so long before it is not counted. */
    private static final long KEPT_MILLIS = 1_000;

    private final Facts facts;
    private final Findings findings;
    private final long graceMillis;

    /** By replica, since its last start. */
    private final List<Map<Digest, Held>> held = new ArrayList<>();

    /** What one replica has of one request. */
    private static final class Held {
        private final long sinceMillis;
        private boolean own;
        private long approving;
        private long denying;
        private long abstaining;
        private long settledAtMillis = Long.MAX_VALUE;

        Held(long sinceMillis) {
            this.sinceMillis = sinceMillis;
        }

        void add(int judge, Answer answer) {
            switch (answer) {
                case APPROVE -> approving |= 1L << judge;
                case DENY -> denying |= 1L << judge;
                case ABSTAIN -> abstaining |= 1L << judge;
            }
        }

        boolean isSettled(int replicas) {
            GroupSize size = new GroupSize(replicas);
            int others = Long.bitCount(denying | abstaining);
            return Long.bitCount(approving) >= size.quorum()
                    || Long.bitCount(denying) > size.faulty()
                    || others > replicas - size.quorum();
        }
    }

    public InTime(Facts facts, Findings findings, long graceMillis) {
        this.facts = facts;
        this.findings = findings;
        this.graceMillis = graceMillis;
        for (int i = 0; i < facts.replicas(); i++) {
            held.add(new HashMap<>());
        }
    }

    @Override
    public void heard(int replica, int judge, Verdicts verdicts, long latestWallMillis) {
        if (!facts.isHonest(judge)) {
            return;
        }
        for (Verdict verdict : verdicts.verdicts()) {
            Map<Digest, Held> of = held.get(replica);
            Held known = of.get(verdict.request());
            boolean own = replica == judge;
            if (known == null || (own && !known.own && known.sinceMillis + KEPT_MILLIS < latestWallMillis)) {
                known = new Held(latestWallMillis);
                of.put(verdict.request(), known);
            }
            known.own |= own;
            known.add(judge, verdict.answer());
            if (known.own && known.settledAtMillis == Long.MAX_VALUE && known.isSettled(facts.replicas())) {
                known.settledAtMillis = latestWallMillis;
            }
        }
    }

    @Override
    public void restarted(int replica, Standing standing, boolean complete) {
        held.get(replica).clear();
    }

    @Override
    public void executed(int replica, Effect.Execute execute, long latestWallMillis) {
        for (Batch batch : execute.batches()) {
            for (Entry entry : batch.entries()) {
                switch (entry) {
                    case DecisionEntry decision -> check(replica, decision);
                    case EvidenceEntry ignored -> {}
                }
            }
        }
    }

    private void check(int replica, DecisionEntry decision) {
        if (decision.outcome() != Outcome.EXPIRED) {
            return;
        }
        long before = decision.request().request().validity().deadlineMillis() - graceMillis;
        long holders = held.stream()
                .map(of -> of.get(decision.request().digest()))
                .filter(it -> it != null && it.settledAtMillis < before)
                .count();
        if (holders > new GroupSize(facts.replicas()).faulty()) {
            findings.violated("S8", replica, holders + " had settled it in time, yet this was decided: " + decision);
        }
    }
}
