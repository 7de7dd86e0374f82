package io.tetrarch.pbft;

import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Entry;
import java.util.List;

/** The right edge of the ledger: enough to say what its size and root will be after more entries. Immutable. */
public interface LedgerTip {
    /** In entries. */
    long size();

    /** RFC 6962 root (SHA-256). */
    Digest root();

    LedgerTip append(List<Entry> entries);
}
