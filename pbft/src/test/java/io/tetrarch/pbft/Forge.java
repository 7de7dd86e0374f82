package io.tetrarch.pbft;

import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Checkpoint;
import io.tetrarch.pbft.message.CheckpointCertificate;
import io.tetrarch.pbft.message.Commit;
import io.tetrarch.pbft.message.CommitCertificate;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.Header;
import io.tetrarch.pbft.message.NewView;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.Prepare;
import io.tetrarch.pbft.message.PreparedCertificate;
import io.tetrarch.pbft.message.Signatures;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Statement;
import io.tetrarch.pbft.message.VerdictVote;
import io.tetrarch.pbft.message.Verdicts;
import io.tetrarch.pbft.message.ViewChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes messages and certificates by hand, honest or not. */
final class Forge {
    static final Link GENESIS = new Link(0, Header.genesis(Cluster.DOMAIN));

    private Forge() {}

    static Signed<Verdicts> verdict(int replica, SignedRequest request, Answer answer) {
        return Cluster.signed(replica, new Verdicts(List.of(Cluster.verdict(request, answer))));
    }

    static VerdictVote vote(int replica, SignedRequest request, Answer answer) {
        Signed<Verdicts> signed = verdict(replica, request, answer);
        return signed.message().votes(replica, signed.signature()).getFirst();
    }

    static DecisionEntry entry(SignedRequest request, Outcome outcome, Answer answer, int... replicas) {
        List<VerdictVote> votes = new ArrayList<>();
        for (int replica : replicas) {
            votes.add(vote(replica, request, answer));
        }
        return new DecisionEntry(request, outcome, votes);
    }

    static DecisionEntry approved(SignedRequest request) {
        return entry(request, Outcome.APPROVED, Answer.APPROVE, 0, 1, 2);
    }

    /** A batch on a parent, with the ledger it should have after {@code before}. */
    static Batch batch(Link parent, LedgerTip before, Entry... entries) {
        List<Entry> all = List.of(entries);
        LedgerTip after = before.append(all);
        return new Batch(
                new Header(parent.sequence() + 1, parent.digest(), Batch.entriesRoot(all), after.size(), after.root()),
                all);
    }

    static LedgerTip emptyLedger() {
        return new ListService(Cluster.configuration(4, 0)).ledger();
    }

    static Link link(Batch batch) {
        return new Link(batch.sequence(), batch.digest());
    }

    static Signatures signatures(Statement statement, int... replicas) {
        SortedMap<Integer, Bytes> signatures = new TreeMap<>();
        for (int replica : replicas) {
            signatures.put(replica, Cluster.sign(replica, statement));
        }
        return new Signatures(signatures);
    }

    static PreparedCertificate prepared(long view, Link link, int... replicas) {
        Prepare prepare = new Prepare(view, link.sequence(), link.digest());
        return new PreparedCertificate(
                view, link.sequence(), link.digest(), Optional.empty(), signatures(prepare, replicas));
    }

    static CommitCertificate committed(long view, Link link, int... replicas) {
        Commit commit = new Commit(view, link.sequence(), link.digest());
        return new CommitCertificate(commit, signatures(commit, replicas));
    }

    static CheckpointCertificate stable(long sequence, Digest header, Digest stateRoot, int... replicas) {
        Checkpoint checkpoint = new Checkpoint(sequence, header, stateRoot);
        return new CheckpointCertificate(checkpoint, signatures(checkpoint, replicas));
    }

    static Signed<ViewChange> viewChange(int replica, long view, PreparedCertificate certificate) {
        return Cluster.signed(replica, new ViewChange(view, Optional.empty(), Optional.of(certificate)));
    }

    static Signed<ViewChange> viewChange(int replica, long view) {
        return Cluster.signed(replica, new ViewChange(view, Optional.empty(), Optional.empty()));
    }

    static Signed<NewView> newView(int leader, long view, List<Signed<ViewChange>> changes) {
        return Cluster.signed(leader, new NewView(view, changes));
    }
}
