package io.tetrarch.embedded;

import io.tetrarch.embedded.home.ReplicaHome;
import io.tetrarch.node.record.HaltRecords;
import io.tetrarch.node.record.RecordFolder;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.GroupFile;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/**
 * The records of the replicas at a home.
 *
 * @param epochs the group in an epoch that has begun here
 */
record RecordsAtHome(ReplicaHome home, Function<Domain, Optional<Group>> epochs) implements HaltRecords {
    @Override
    public Optional<RecordFolder> folder() {
        return home.haltRecords();
    }

    @Override
    public Bytes groupFile(Domain epoch) {
        Group group = epochs.apply(epoch).orElse(home.group());
        return Bytes.wrap(GroupFile.write(group).getBytes(StandardCharsets.UTF_8));
    }

    /** Seats keep their names through all epochs. */
    @Override
    public String nameOf(int replica) {
        return home.group().replicaNames().get(replica);
    }
}
