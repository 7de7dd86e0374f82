package io.tetrarch.simulator.check;

import io.tetrarch.pbft.GroupSize;
import io.tetrarch.pbft.LedgerTip;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.simulator.key.KeyAuthority;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What the checkers know for certain of the world they watch. */
public final class Facts {
    private final int replicas;
    private final long byzantine;
    private final LedgerTip empty;
    private final List<KeyAuthority> current = new ArrayList<>();

    /** Each epoch's, by the sequence after which it begins. */
    private final TreeMap<Long, KeyAuthority> epochs = new TreeMap<>();

    /**
     * @param byzantine bit mask of the replicas that follow no rule
     * @param notary of the first epoch
     * @param empty the tip of an empty ledger
     */
    public Facts(int replicas, long byzantine, KeyAuthority notary, LedgerTip empty) {
        this.replicas = replicas;
        this.byzantine = byzantine;
        this.empty = empty;
        epochs.put(0L, notary);
        for (int i = 0; i < replicas; i++) {
            current.add(notary);
        }
    }

    public int replicas() {
        return replicas;
    }

    public LedgerTip empty() {
        return empty;
    }

    /** An epoch that some replica has begun. */
    public void begun(KeyAuthority notary, long startSequence) {
        epochs.putIfAbsent(startSequence, notary);
    }

    /** This replica is in that epoch from now on. */
    public void entered(int replica, KeyAuthority notary) {
        current.set(replica, notary);
    }

    /** The first epoch's. */
    public KeyAuthority founding() {
        return epochs.firstEntry().getValue();
    }

    /** Of the epoch that the batch at this sequence belongs to. */
    public KeyAuthority notaryAt(long sequence) {
        return epochs.lowerEntry(sequence).getValue();
    }

    /** Of the epoch of this domain, if any replica has begun it. */
    public Optional<KeyAuthority> notaryOf(Domain domain) {
        return epochs.values().stream()
                .filter(notary -> notary.domain().equals(domain))
                .findFirst();
    }

    /** The epoch that a replica is in. */
    public long epochOf(int replica) {
        return current.get(replica).domain().epoch();
    }

    public int quorum() {
        return new GroupSize(replicas).quorum();
    }

    public boolean isHonest(int replica) {
        return (byzantine >>> replica & 1) == 0;
    }

    /** Honest votes that make a quorum once every Byzantine replica with a key votes too, as it may at any time. */
    public int honestVotesOfAQuorum(long sequence) {
        KeyAuthority notary = notaryAt(sequence);
        int votes = quorum();
        for (int i = 0; i < replicas; i++) {
            votes -= isHonest(i) || notary.isVacant(i) ? 0 : 1;
        }
        return votes;
    }
}
