package io.tetrarch.pbft.message;

/** 2f+1 commits of one slot: the header and all its ancestors are committed. */
public record CommitCertificate(Commit commit, Signatures signatures) {
    public long sequence() {
        return commit.sequence();
    }

    public Digest digest() {
        return commit.digest();
    }

    public void encode(Encoder to) {
        commit.encode(to);
        signatures.encode(to);
    }
}
