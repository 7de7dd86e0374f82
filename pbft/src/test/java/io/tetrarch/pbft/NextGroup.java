package io.tetrarch.pbft;

import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Encoder;
import io.tetrarch.pbft.message.Start;
import io.tetrarch.pbft.message.Succession;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** A group file reduced to what the core needs of the next epoch. */
record NextGroup(long epoch, SortedSet<Integer> vacant, Start start) {
    Bytes encoded() {
        int seats = vacant.stream().mapToInt(seat -> 1 << seat).sum();
        return Bytes.wrap(new Encoder()
                .u64(epoch)
                .u32(seats)
                .u64(start.sequence())
                .digest(start.header())
                .digest(start.stateRoot())
                .toArray());
    }

    static Configuration configuration(Succession succession, int replicas, int self) {
        byte[] bytes = succession.group().toArray();
        ByteBuffer numbers = ByteBuffer.wrap(bytes);
        SortedSet<Integer> vacant = new TreeSet<>();
        for (int seat = 0; seat < replicas; seat++) {
            if ((numbers.getInt(8) >>> seat & 1) == 1) {
                vacant.add(seat);
            }
        }
        Start start = new Start(numbers.getLong(12), Digest.read(bytes, 20), Digest.read(bytes, 52));
        return new Configuration(
                succession.next(),
                replicas,
                self,
                Timeouts.DEFAULT,
                Cluster.LIMITS,
                new Epoch(Optional.of(start), vacant));
    }
}
