package io.tetrarch.gate.provenance;

import io.tetrarch.pbft.message.Digest;
import java.util.List;

/**
 * One way in which a trail goes on after its ancestor. Nothing of it is verified by being here.
 *
 * @param records after the ancestor
 * @param root of the whole trail up to the last of them
 */
public record Branch(List<TrailRecord> records, Digest root, List<Witness> witnesses) {
    /** Records of a branch at most. */
    public static final int MOST_RECORDS = 200;

    /** Witnesses of a branch at most. */
    public static final int MOST_WITNESSES = 32;

    public Branch {
        records = List.copyOf(records);
        witnesses = List.copyOf(witnesses);
    }

    /** A branch of these records, with the root that they lead to. */
    public static Branch of(TrailEdge ancestor, List<TrailRecord> records, List<Witness> witnesses) {
        return new Branch(records, ancestor.after(records).root(), witnesses);
    }
}
