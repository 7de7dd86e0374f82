package io.tetrarch.pbft.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A header with its body. Immutable; whether the two belong together is worked out once, on first use. */
public final class Batch {
    private final Header header;
    private final List<Entry> entries;

    // Racy on purpose: it follows from the content, so every thread computes the same one.
    private volatile @Nullable Boolean whole;

    public Batch(Header header, List<Entry> entries) {
        this.header = header;
        this.entries = List.copyOf(entries);
    }

    /** With a header that was made here, of these very entries. */
    public static Batch of(Header header, List<Entry> entries) {
        Batch made = new Batch(header, entries);
        made.whole = true;
        return made;
    }

    public Header header() {
        return header;
    }

    public List<Entry> entries() {
        return entries;
    }

    public Digest digest() {
        return header.digest();
    }

    public long sequence() {
        return header.sequence();
    }

    /** Whether the entries are the ones that the header names. */
    public boolean isWhole() {
        Boolean known = whole;
        if (known == null) {
            known = entriesRoot(entries).equals(header.entriesRoot());
            whole = known;
        }
        return known;
    }

    public static Digest entriesRoot(List<Entry> entries) {
        return Merkle.root(entries.stream().map(Entry::digest).toList());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Batch that && header.equals(that.header) && entries.equals(that.entries));
    }

    @Override
    public int hashCode() {
        return header.hashCode();
    }

    @Override
    public String toString() {
        return "Batch[" + header + " " + entries + "]";
    }
}
