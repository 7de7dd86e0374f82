package io.tetrarch.rocks;

import io.tetrarch.node.store.Batches;
import java.io.IOException;
import org.rocksdb.RocksIterator;

/** The rows of one family, in the order of their keys. */
record RocksRows(RocksFamilies families, RocksIterator each) implements Batches.Rows {
    /** An iterator ends at damage as it does at the end. */
    private boolean isThere() throws IOException {
        if (each.isValid()) {
            return true;
        }
        families.check(each);
        return false;
    }

    @Override
    public boolean first() throws IOException {
        each.seekToFirst();
        return isThere();
    }

    @Override
    public boolean last() throws IOException {
        each.seekToLast();
        return isThere();
    }

    @Override
    public boolean seek(byte[] key) throws IOException {
        each.seek(key);
        return isThere();
    }

    @Override
    public boolean seekBack(byte[] key) throws IOException {
        each.seekForPrev(key);
        return isThere();
    }

    @Override
    public boolean next() throws IOException {
        each.next();
        return isThere();
    }

    @Override
    public byte[] key() {
        return each.key();
    }

    @Override
    public byte[] value() {
        return each.value();
    }

    @Override
    public void close() {
        each.close();
    }
}
