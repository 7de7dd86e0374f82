package io.tetrarch.node.store;

import io.tetrarch.pbft.Stored;
import java.util.List;

/**
 * What a replica finds when it starts.
 *
 * @param records in the order they were appended, from the latest snapshot on
 * @param complete false where records may have been lost with their disk: the replica must not vote as if it never had
 */
public record History(List<Stored> records, boolean complete) {
    /** Of a replica that never ran. */
    public static final History NONE = new History(List.of(), true);

    public History {
        records = List.copyOf(records);
    }
}
