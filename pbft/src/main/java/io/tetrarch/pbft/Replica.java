package io.tetrarch.pbft;

import io.tetrarch.pbft.message.Signed;
import java.util.List;

/** One replica of the group: a pure state machine. */
public final class Replica {
    private final Configuration configuration;

    public Replica(Configuration configuration, Service service, Signer signer) {
        this.configuration = configuration;
    }

    public Configuration configuration() {
        return configuration;
    }

    /**
     * Takes one input and says what is to be done.
     *
     * @param wallMillis the time of this turn in milliseconds of Unix time; used for deadlines only, never for timers
     */
    public List<Effect> step(long wallMillis, Input input) {
        return List.of();
    }

    /** Whether verifying and delivering this message can still bring anything about; if not, drop it unverified. */
    public boolean wants(Signed<?> message) {
        return true;
    }

    /** Where this replica stands. */
    public Standing standing() {
        return new Standing(0, true, 0, 0);
    }
}
