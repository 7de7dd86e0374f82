package io.tetrarch.pbft.message;

/** A judge's answer. ABSTAIN counts for neither side: an error or a time-out is never an approval. */
public enum Answer {
    APPROVE,
    DENY,
    ABSTAIN
}
