package io.tetrarch.client.journal;

import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.proof.receipt.Receipt;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What an executor has begun, and what came of it: the requests that it has used up, each for good. A run goes through
 * three stages: begun and ended with a receipt, both durable when their method returns, and receipt on the ledger, which a
 * crash may take back: such a receipt is filed again, and the ledger says where it stands. One that was begun and is neither
 * ended nor still running is a run of which nobody knows how far it came. For any thread.
 */
public interface ExecutionJournal extends AutoCloseable {
    /** A journal of an executor that does not outlive this process; wherever there is a folder, {@link FileJournal} is one. */
    static ExecutionJournal inMemory() {
        return new MemoryJournal();
    }

    /**
     * A run that was begun.
     *
     * @param startedMillis Unix time
     */
    record Begun(Receipt.Warrant warrant, long startedMillis) {
        /** What was used up. */
        public RequestId request() {
            return warrant.request();
        }

        /** SHA3-256 of the action that was let run. */
        public Digest actionHash() {
            return warrant.actionHash();
        }
    }

    /** A run, as far as it has come. */
    record Run(Begun begun, Stage stage) {}

    /** How far a run has come. */
    sealed interface Stage {
        /** Somebody is at it. */
        record Running() implements Stage {}

        /** Whoever was at it is gone: it may have been done, in part or not at all. */
        record Lost() implements Stage {}

        /** Its receipt is still to be put on the ledger. */
        record Ended(Receipt receipt) implements Stage {}

        /** @param ledgerIndex where its receipt stands */
        record Filed(Receipt receipt, long ledgerIndex) implements Stage {}
    }

    /** Says that a run goes on, as long as it is open and its process lives; also while the journal is closed. */
    interface Hold extends AutoCloseable {
        /** The run has ended: when this returns, that is durable, and no journal will call the run lost. */
        void ended(Receipt receipt) throws IOException;

        @Override
        void close() throws IOException;
    }

    /** From when on it knows of every request that was used: nothing that was decided before may run. */
    default Beginning beginning() {
        return Beginning.FIRST;
    }

    /** Uses the request up, which can be done once in its life; empty if it was. */
    Optional<Hold> begin(Begun begun) throws IOException;

    /** The run that the receipt is of has ended; that it ended before is passed over. */
    void end(Receipt receipt) throws IOException;

    /** The receipt on this request stands on the ledger. */
    void file(RequestId request, long ledgerIndex) throws IOException;

    /** What is known of the run under this request; empty if none was begun, or it is forgotten. */
    Optional<Run> find(RequestId request) throws IOException;

    /** The runs whose receipts are not on the ledger. */
    List<Run> unfiled() throws IOException;

    @Override
    void close() throws IOException;
}
