package io.tetrarch.simulator.check;

import io.tetrarch.pbft.Stored;
import io.tetrarch.pbft.message.Checkpoint;
import io.tetrarch.pbft.message.CheckpointCertificate;
import io.tetrarch.pbft.message.Commit;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Header;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.PrePrepare;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.Succession;
import io.tetrarch.simulator.key.KeyAuthority;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * S1 across epochs: no honest replica leaves an epoch without the signatures of that epoch's quorum under its last
 * checkpoint, all that leave it go on to the same group from the same state, and none commits anything behind the end.
 */
public final class Successions implements Checker {
    private final Facts facts;
    private final Findings findings;
    private final Map<Domain, Checkpoint> ends = new HashMap<>();
    private final Set<CheckpointCertificate> checked = new HashSet<>();
    private final Map<Digest, Header> headers = new HashMap<>();

    public Successions(Facts facts, Findings findings) {
        this.facts = facts;
        this.findings = findings;
    }

    @Override
    public void persisted(int replica, Stored record) {
        if (record instanceof Stored.Epoch epoch) {
            check(replica, epoch.lineage().getLast());
        }
    }

    private void check(int replica, Succession succession) {
        if (!checked.add(succession.certificate())) {
            return;
        }
        Checkpoint last = succession.certificate().checkpoint();
        Checkpoint before = ends.putIfAbsent(succession.ended(), last);
        if (before != null && !before.equals(last)) {
            findings.violated(
                    "S1",
                    replica,
                    "epoch " + succession.ended().epoch() + " ended with " + before + " and with " + last);
        }
        if (!last.successor().equals(Optional.of(succession.next().groupId()))) {
            findings.violated("S1", replica, "begins an epoch of another group than was signed");
        }
        Optional<KeyAuthority> notary = facts.notaryOf(succession.ended());
        int good = notary.map(
                        signed -> signed.accepted(last, succession.certificate().signatures()))
                .orElse(0);
        if (good < facts.quorum()) {
            findings.violated(
                    "S1", replica, "leaves epoch " + succession.ended().epoch() + " on " + good + " good signatures");
        }
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
            for (Map.Entry<Domain, Checkpoint> end : ends.entrySet()) {
                if (end.getKey().epoch() == facts.epochOf(replica) && isOnTopOf(end.getValue(), commit)) {
                    findings.violated(
                            "S1", replica, "commits " + commit.sequence() + " on top of the end of its epoch");
                }
            }
        }
    }

    /** A branch that a view change gave up may be longer than the one that was committed. */
    private boolean isOnTopOf(Checkpoint last, Commit commit) {
        Digest at = commit.digest();
        for (long sequence = commit.sequence(); sequence > last.sequence(); sequence--) {
            Header header = headers.get(at);
            if (header == null) {
                return false;
            }
            at = header.parent();
        }
        return commit.sequence() > last.sequence() && at.equals(last.header());
    }
}
