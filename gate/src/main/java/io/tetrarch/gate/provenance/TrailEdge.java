package io.tetrarch.gate.provenance;

import io.tetrarch.crypto.tree.Frontier;
import io.tetrarch.pbft.message.Digest;
import java.util.List;

/**
 * The end of a trail: what it takes to append to it and to know its root.
 *
 * @param tree the right edge of its RFC 6962 tree
 * @param last hash of its last record; zeros of an empty trail
 */
public record TrailEdge(Frontier tree, Digest last) {
    /** Of a trail without records. */
    public static final TrailEdge EMPTY = new TrailEdge(Frontier.EMPTY, Digest.ZERO);

    /** In records. */
    public long size() {
        return tree.size();
    }

    public Digest root() {
        return tree.root();
    }

    /** The end after another record, whatever it says. */
    public TrailEdge after(TrailRecord record) {
        return new TrailEdge(tree.append(record.leafHash()), record.hash());
    }

    /** The end after all of them. */
    public TrailEdge after(List<TrailRecord> records) {
        TrailEdge edge = this;
        for (TrailRecord record : records) {
            edge = edge.after(record);
        }
        return edge;
    }
}
