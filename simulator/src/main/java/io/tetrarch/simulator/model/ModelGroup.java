package io.tetrarch.simulator.model;

import io.tetrarch.pbft.Epoch;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Encoder;
import io.tetrarch.pbft.message.Start;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A group file reduced to what the protocol can observe: which key each seat has, by counting them, and where the epoch
 * begins.
 *
 * @param keys by seat: which of its keys is in force; {@link #NONE} for a vacant one
 */
public record ModelGroup(long epoch, List<Integer> keys, Start start) {
    /** The seat has no key. */
    public static final int NONE = -1;

    public ModelGroup {
        keys = List.copyOf(keys);
    }

    public Bytes encoded() {
        Encoder to = new Encoder().u64(epoch).list(keys, Encoder::u32);
        to.u64(start.sequence()).digest(start.header()).digest(start.stateRoot());
        return Bytes.wrap(to.toArray());
    }

    /** The group that a service of this model named as a successor. */
    public static ModelGroup decode(Bytes group) {
        ByteBuffer from = ByteBuffer.wrap(group.readOnlyArray());
        long epoch = from.getLong();
        List<Integer> keys = new ArrayList<>();
        for (int left = from.getInt(); left > 0; left--) {
            keys.add(from.getInt());
        }
        return new ModelGroup(epoch, keys, new Start(from.getLong(), digest(from), digest(from)));
    }

    private static Digest digest(ByteBuffer from) {
        return new Digest(from.getLong(), from.getLong(), from.getLong(), from.getLong());
    }

    /** What a replica of it must know besides its size. */
    public Epoch asEpoch() {
        SortedSet<Integer> vacant = new TreeSet<>();
        for (int seat = 0; seat < keys.size(); seat++) {
            if (keys.get(seat) == NONE) {
                vacant.add(seat);
            }
        }
        return new Epoch(Optional.of(start), vacant);
    }
}
