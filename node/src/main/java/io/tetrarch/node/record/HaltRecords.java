package io.tetrarch.node.record;

import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Domain;
import java.util.Optional;

/** Where replicas that halt leave their records. For any thread. */
public interface HaltRecords {
    /** Nowhere: of replicas that keep nothing. */
    HaltRecords NONE = new HaltRecords() {
        @Override
        public Optional<RecordFolder> folder() {
            return Optional.empty();
        }

        @Override
        public Bytes groupFile(Domain epoch) {
            return Bytes.EMPTY;
        }

        @Override
        public String nameOf(int replica) {
            return Integer.toString(replica);
        }
    };

    /** The folder; empty if none are kept, and then nothing is recorded either. */
    Optional<RecordFolder> folder();

    /** The group file of an epoch that has begun here. */
    Bytes groupFile(Domain epoch);

    /** By which a replica's records go. */
    String nameOf(int replica);
}
