package io.tetrarch.pbft.message;

import java.util.List;

/** A header with its body. */
public record Batch(Header header, List<Entry> entries) {
    public Batch {
        entries = List.copyOf(entries);
    }

    public Digest digest() {
        return header.digest();
    }

    public long sequence() {
        return header.sequence();
    }

    /** Whether the entries are the ones that the header names. */
    public boolean isWhole() {
        return entriesRoot(entries).equals(header.entriesRoot());
    }

    public static Digest entriesRoot(List<Entry> entries) {
        return Merkle.root(entries.stream().map(Entry::digest).toList());
    }
}
