package io.tetrarch.simulator.model;

import io.tetrarch.pbft.LedgerTip;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.simulator.random.Randomness;
import java.util.List;

/** A ledger's right edge as a running mix over the entries: not a Merkle tree, but as sensitive to every entry. */
public record ModelTip(long size, Digest root) implements LedgerTip {
    public static final ModelTip EMPTY = new ModelTip(0, new Digest(1, 2, 3, 4));

    @Override
    public LedgerTip append(List<Entry> entries) {
        long a = root.a();
        long b = root.b();
        long c = root.c();
        long d = root.d();
        for (Entry entry : entries) {
            Digest leaf = entry.digest();
            a = Randomness.mix(a ^ leaf.a());
            b = Randomness.mix(b + a + leaf.b());
            c = Randomness.mix(c + b + leaf.c());
            d = Randomness.mix(d + c + leaf.d());
        }
        return new ModelTip(size + entries.size(), new Digest(a, b, c, d));
    }
}
