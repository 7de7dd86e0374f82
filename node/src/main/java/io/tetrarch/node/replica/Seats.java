package io.tetrarch.node.replica;

import io.tetrarch.crypto.authentication.Authenticator;
import io.tetrarch.node.record.HaltRecords;
import io.tetrarch.pbft.CheckRunner;
import io.tetrarch.pbft.Configuration;
import io.tetrarch.pbft.Service;
import io.tetrarch.pbft.Signer;
import io.tetrarch.pbft.message.Succession;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What the replicas are, epoch by epoch. For any thread. */
@FunctionalInterface
public interface Seats {
    /**
     * A replica in the epoch that these ends of epochs lead to.
     *
     * @return empty if nobody has the seat then, or its key is not here
     * @throws IOException if no group follows from them
     */
    Optional<Seat> of(int replica, List<Succession> lineage) throws IOException;

    /** Where a replica that halts leaves its record. */
    default HaltRecords records() {
        return HaltRecords.NONE;
    }

    /** What makes a replica in one epoch. */
    record Seat(
            Configuration configuration,
            Service service,
            Signer signer,
            Authenticator authenticator,
            RequestJudge judge,
            CheckRunner checks) {}
}
