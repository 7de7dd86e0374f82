package io.tetrarch.shell;

import io.tetrarch.pbft.message.Digest;
import io.tetrarch.proof.receipt.Receipt.Output;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Counts and digests what flows by. */
final class StreamDigest {
    private final MessageDigest sha3;
    private long bytes;

    StreamDigest() {
        try {
            sha3 = MessageDigest.getInstance("SHA3-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK from 9 on has SHA3-256", e);
        }
    }

    void add(byte[] buffer, int count) {
        sha3.update(buffer, 0, count);
        bytes += count;
    }

    Output.Stream stream() {
        return new Output.Stream(bytes, Digest.of(sha3.digest()));
    }
}
