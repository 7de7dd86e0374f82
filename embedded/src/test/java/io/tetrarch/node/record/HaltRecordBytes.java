package io.tetrarch.node.record;

import io.tetrarch.pbft.message.Hash;
import java.util.Arrays;

/** Records as bytes, and forged ones, for tests of those who read them. */
public final class HaltRecordBytes {
    private static final int REPLICAS = 4;

    private HaltRecordBytes() {}

    public static byte[] of(HaltRecord record) {
        return HaltRecordCodec.encode(record, REPLICAS);
    }

    /** Where what the replica was before the first step begins. */
    public static int imageIn(HaltRecord record) {
        byte[] digest = CoreShape.DECIDING.digest().toArray();
        byte[] bytes = of(record);
        for (int at = 0; at + digest.length <= bytes.length; at++) {
            if (Arrays.equals(bytes, at, at + digest.length, digest, 0, digest.length)) {
                return at;
            }
        }
        throw new IllegalArgumentException("the record begins at the start");
    }

    /** With one byte changed, and the hash at the end made to fit. */
    public static byte[] sealed(byte[] record, int changed) {
        byte[] forged = record.clone();
        forged[changed] ^= 1;
        int end = forged.length - 32;
        Hash.sha3(forged, 0, end).write(forged, end);
        return forged;
    }
}
