package io.tetrarch.simulator.world;

import io.tetrarch.pbft.GroupSize;
import io.tetrarch.pbft.LedgerTip;
import io.tetrarch.pbft.Standing;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Statement;
import io.tetrarch.simulator.random.Randomness;
import java.util.List;
import java.util.Optional;

/**
 * Drives all Byzantine replicas of a world, which thereby collude. Each runs the honest code underneath; the adversary
 * decides what of its messages leaves it, and sends whatever else it can sign with the keys it owns.
 */
public interface Adversary {
    /** A hand on one Byzantine replica. */
    interface Puppet {
        int replica();

        /** The address of this instance: twins share a replica, but not an address. */
        int address();

        long nowMillis();

        /** Of the epoch that it is in. */
        Domain domain();

        Standing standing();

        /** Signs with this replica's own key, under any domain. */
        Bytes sign(Domain domain, Statement statement);

        /** Signs a message with this replica's own key. */
        <M extends Message> Signed<M> signed(M message);

        /** Hands a message to the network, for all instances of a replica. */
        void post(int to, Signed<? extends Message> message);

        /** The same for a message that its claimed sender never signed, or a nested one that somebody never did. */
        void postForged(int to, Signed<? extends Message> message);

        /** The same for a message whose signatures are good, but that the core must not accept. */
        void postMalformed(int to, Signed<? extends Message> message);

        /** Whether the mischief that was just thought of is done: false where a run is repeated without it. */
        boolean strikes();

        /** This instance's honest code takes the message as if it had come from the network. */
        void takeIn(Signed<? extends Message> message);
    }

    /** The honest code would send this to all others, or to the one named. */
    void send(Puppet puppet, Optional<Integer> to, Signed<? extends Message> message);

    /** A verified message arrived, which the honest code gets too if this returns true. */
    boolean receive(Puppet puppet, Signed<? extends Message> message);

    /** Called at short intervals. */
    void tick(Puppet puppet);

    /** What its judge is to answer. */
    Answer judge(Puppet puppet, SignedRequest request, Randomness randomness);

    /** How many instances of one replica run: 2 make a twin. */
    default int instances(int replica) {
        return 1;
    }

    /**
     * What an adversary knows of its world.
     *
     * @param empty the tip of an empty ledger
     * @param byzantine the replicas whose keys it owns
     */
    record Briefing(Randomness randomness, int replicas, Domain domain, LedgerTip empty, List<Integer> byzantine) {
        public int quorum() {
            return new GroupSize(replicas).quorum();
        }

        public boolean owns(int replica) {
            return byzantine.contains(replica);
        }
    }

    /** Makes the adversary of one world. */
    @FunctionalInterface
    interface Maker {
        Adversary make(Briefing briefing);
    }
}
