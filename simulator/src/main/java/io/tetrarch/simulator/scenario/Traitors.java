package io.tetrarch.simulator.scenario;

import io.tetrarch.pbft.LedgerTip;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.Header;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.PrePrepare;
import io.tetrarch.pbft.message.Prepare;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.VerdictVote;
import io.tetrarch.pbft.message.Verdicts;
import io.tetrarch.simulator.byzantine.Conspiracy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The Byzantine replicas of the scenarios. */
final class Traitors {
    private Traitors() {}

    /** Sends its first prepare twice, for two headers. */
    static final class TwoVotes extends Conspiracy {
        private boolean done;

        TwoVotes(int replicas) {
            super(replicas);
        }

        @Override
        public void send(Puppet puppet, Optional<Integer> to, Signed<? extends Message> message) {
            super.send(puppet, to, message);
            if (!done && to.isEmpty() && message.message() instanceof Prepare prepare) {
                done = true;
                Digest digest = prepare.digest();
                Digest other = new Digest(digest.a() ^ 1, digest.b(), digest.c(), digest.d());
                postToAll(puppet, puppet.signed(new Prepare(prepare.view(), prepare.sequence(), other)));
            }
        }
    }

    /**
     * As leader of view 0, waits until it knows all verdicts, then shows one backup a batch justified by some of them and
     * the others a batch justified by others. After that it is silent.
     */
    static final class TwoBatches extends Conspiracy {
        private final LedgerTip empty;
        private final TreeMap<Integer, VerdictVote> verdicts = new TreeMap<>();
        private Optional<PrePrepare> held = Optional.empty();
        private boolean done;

        TwoBatches(int replicas, LedgerTip empty) {
            super(replicas);
            this.empty = empty;
        }

        @Override
        public void send(Puppet puppet, Optional<Integer> to, Signed<? extends Message> message) {
            if (message.message() instanceof Verdicts own) {
                learn(own, message);
                super.send(puppet, to, message);
            } else if (message.message() instanceof PrePrepare proposal) {
                held = Optional.of(proposal);
            }
        }

        @Override
        public boolean receive(Puppet puppet, Signed<? extends Message> message) {
            if (message.message() instanceof Verdicts verdict) {
                learn(verdict, message);
            }
            return true;
        }

        private void learn(Verdicts said, Signed<? extends Message> signed) {
            said.votes(signed.sender(), signed.signature()).forEach(vote -> verdicts.put(vote.replica(), vote));
        }

        @Override
        public void tick(Puppet puppet) {
            if (done || held.isEmpty() || verdicts.size() < replicas()) {
                return;
            }
            done = true;
            PrePrepare proposal = held.get();
            for (int other = 1; other < replicas(); other++) {
                int leftOut = other == 1 ? replicas() - 1 : 1;
                puppet.post(other, puppet.signed(without(proposal, leftOut)));
            }
        }

        private PrePrepare without(PrePrepare proposal, int leftOut) {
            List<VerdictVote> kept = new ArrayList<>(verdicts.values());
            kept.removeIf(vote -> vote.replica() == leftOut);
            DecisionEntry entry = (DecisionEntry) proposal.batch().entries().getFirst();
            List<Entry> entries = List.of(new DecisionEntry(entry.request(), entry.outcome(), kept));
            LedgerTip tip = empty.append(entries);
            Header old = proposal.batch().header();
            Header header =
                    new Header(old.sequence(), old.parent(), Batch.entriesRoot(entries), tip.size(), tip.root());
            return new PrePrepare(proposal.view(), new Batch(header, entries));
        }
    }
}
