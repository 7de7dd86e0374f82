package io.tetrarch.node.store;

import io.tetrarch.pbft.Stored;
import java.util.List;

/**
 * What a replica finds when it starts.
 *
 * @param records in the order they were appended, from the latest snapshot on; that some may have been lost is one of them
 */
public record History(List<Stored> records) {
    /** Of a replica that never ran. */
    public static final History NONE = new History(List.of());

    public History {
        records = List.copyOf(records);
    }
}
