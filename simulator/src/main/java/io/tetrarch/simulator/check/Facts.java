package io.tetrarch.simulator.check;

import io.tetrarch.pbft.LedgerTip;
import io.tetrarch.simulator.key.Notary;

/**
 * What the checkers know for certain of the world they watch.
 *
 * @param byzantine bit mask of the replicas that follow no rule
 * @param empty the tip of an empty ledger
 */
public record Facts(int replicas, long byzantine, Notary notary, LedgerTip empty) {
    public int quorum() {
        return 2 * ((replicas - 1) / 3) + 1;
    }

    public boolean isHonest(int replica) {
        return (byzantine >>> replica & 1) == 0;
    }

    /** Honest votes that make a quorum once every Byzantine replica votes too, for anything, as it may at any time. */
    public int honestVotesOfAQuorum() {
        return quorum() - Long.bitCount(byzantine);
    }
}
