package io.tetrarch.pbft.message;

/** What was decided. Only APPROVED ever lets an action run. */
public enum Outcome {
    APPROVED,
    DENIED,
    EXPIRED
}
