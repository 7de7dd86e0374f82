package io.tetrarch.proof.rule;

import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Encoder;
import io.tetrarch.proof.ledger.CanonicalReader;

/**
 * A charter that is in force or was.
 *
 * @param digest of the whole charter
 * @param file its text; empty for the one that the group was founded with
 * @param lastBeginMillis requests that begin later must name a later version
 */
public record CharterVersion(CharterRules rules, Digest digest, Bytes file, long lastBeginMillis) {
    /** The charter that a group begins with. */
    public static CharterVersion founding(CharterRules rules, Digest digest) {
        return new CharterVersion(rules, digest, Bytes.EMPTY, Long.MAX_VALUE);
    }

    public long version() {
        return rules.version();
    }

    CharterVersion retired(long atMillis) {
        return new CharterVersion(rules, digest, file, atMillis);
    }

    void encode(Encoder to) {
        rules.encode(to);
        to.digest(digest).bytes(file).u64(lastBeginMillis);
    }

    static CharterVersion decode(CanonicalReader from) {
        return new CharterVersion(CharterRules.decode(from), from.digest(), from.bytes(), from.u64());
    }
}
