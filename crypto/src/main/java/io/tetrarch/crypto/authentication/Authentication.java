package io.tetrarch.crypto.authentication;

/** What came of checking something: the verified value, or why there is none. */
public sealed interface Authentication<T> {

    /** Every signature is good. */
    record Accepted<T>(T value) implements Authentication<T> {}

    /** At least one is not. */
    record Refused<T>(Refusal reason) implements Authentication<T> {}
}
