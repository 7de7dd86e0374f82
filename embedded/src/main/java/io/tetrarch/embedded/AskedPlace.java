package io.tetrarch.embedded;

import io.tetrarch.client.DecidedEntry;
import io.tetrarch.client.Decision;
import io.tetrarch.client.DecisionHandle;
import io.tetrarch.embedded.home.AskedRequests;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.proof.group.Group;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What handles need of the side of the group that they are given on: in front of it, or far from it. For any thread. */
public interface AskedPlace {
    /** What is remembered, here and after a restart. */
    AskedRequests asked();

    /** Who asks, by the key. */
    Digest client();

    Group group(long epoch);

    Decision decision(DecidedEntry decided);

    /** Of the charter that a withdrawal is to name. */
    long charterVersion();

    /** How long the ledger is, as far as is known here; what is asked from now on is not before that. */
    long ledgerSize() throws IOException;

    /**
     * What was decided under this number while nobody here listened.
     *
     * @param from the index that its entry is not before
     * @return empty if it is not there, or nobody here has the ledger
     */
    Optional<DecidedEntry> find(RequestId id, long from) throws IOException;

    /** The people that are asked, as far as is known here. */
    List<DecisionHandle.Person> people(RequestId id);

    /** Sees to whoever else is told of this answer. */
    CompletableFuture<DecidedEntry> watch(CompletableFuture<DecidedEntry> answer, String tier);

    /** What came of a request could not be kept. */
    void notKept(Exception failure);
}
