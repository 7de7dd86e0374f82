package io.tetrarch.pbft.message;

import org.jspecify.annotations.Nullable;

/**
 * A value known by the SHA3-256 digest of its canonical encoding. The encoding is built and hashed once, on first use;
 * two values are equal when their class and digest are.
 */
public abstract sealed class Digested permits Request, Header, Entry, Verdict {
    // Racy on purpose: the digest is immutable and every thread computes the same one, as with String.hashCode.
    private volatile @Nullable Digest digest;

    Digested() {}

    /** The canonical encoding: what is hashed and, where the value is signed, what is signed. */
    public abstract byte[] encoded();

    public final Digest digest() {
        Digest known = digest;
        if (known == null) {
            known = Hash.sha3(encoded());
            digest = known;
        }
        return known;
    }

    @Override
    public final boolean equals(Object other) {
        return this == other
                || (other instanceof Digested that && getClass() == that.getClass() && digest().equals(that.digest()));
    }

    @Override
    public final int hashCode() {
        return digest().hashCode();
    }
}
