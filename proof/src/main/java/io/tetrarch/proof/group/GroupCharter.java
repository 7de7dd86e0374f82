package io.tetrarch.proof.group;

import io.tetrarch.pbft.message.Digest;
import io.tetrarch.proof.rule.CharterRules;
import io.tetrarch.proof.rule.CharterVersion;
import io.tetrarch.proof.rule.JudgePins;

/**
 * The charter that a group has agreed to.
 *
 * @param digest of the whole charter, policies included
 * @param rules the part that says how verdicts settle an outcome, so that a proof verifies without the charter
 */
public record GroupCharter(Digest digest, CharterRules rules) {

    /** The charter as a decision service begins with it. */
    public CharterVersion founding() {
        return CharterVersion.founding(rules, digest);
    }

    /** The same, with these judges accepted and no others. */
    public GroupCharter with(JudgePins judges) {
        return new GroupCharter(digest, rules.with(judges));
    }
}
