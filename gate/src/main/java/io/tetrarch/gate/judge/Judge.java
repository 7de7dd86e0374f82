package io.tetrarch.gate.judge;

import io.tetrarch.pbft.message.Digest;

/**
 * Answers whether an action may run. Implementations are immutable and safe for use by several threads. They never
 * throw for what an action contains: a judge that cannot tell answers ABSTAIN. How long a judge may take is its
 * caller's business.
 */
public interface Judge {

    /** Names the judge to people, such as {@code analytical}. */
    String name();

    /** SHA3-256 of everything its answers depend on besides the case. */
    Digest policyDigest();

    Judgement judge(Case subject);

    /** What a signed verdict says of its judge: name and policy digest. */
    default String id() {
        return name() + "@" + policyDigest();
    }
}
