package io.tetrarch.pbft.message;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Several replicas' signatures over the same bytes. A map by signer: no signer can be in it, or be counted, twice.
 *
 * @param bySigner in ascending order of the signers
 */
public record Signatures(SortedMap<Integer, Bytes> bySigner) {
    public static final Signatures NONE = new Signatures(new TreeMap<>());

    public Signatures {
        bySigner = Collections.unmodifiableSortedMap(new TreeMap<>(bySigner));
    }

    public int count() {
        return bySigner.size();
    }

    public void encode(Encoder to) {
        to.u32(count());
        for (Map.Entry<Integer, Bytes> each : bySigner.entrySet()) {
            to.u32(each.getKey()).bytes(each.getValue());
        }
    }
}
