package io.tetrarch.proof.decision;

import java.util.Locale;

/** What is checked of a proof, in this order. Names and numbers are stable. */
public enum Check {
    /** The file has the form of a proof. */
    FORMAT(1),
    /** It is a proof of this group. */
    GROUP(2),
    /** It is of this epoch. */
    EPOCH(3),
    /** Mode and operators are the group's. */
    MODE(4),
    /** What was signed is the commit of this header in this group and epoch. */
    HEADER(5),
    /** At least 2f+1 distinct replicas of the group signed it, and every signature is good. */
    SIGNATURES(6),
    /** The entry is in the ledger whose root the header names. */
    INCLUSION(7),
    /** The entry is a decision, and what is shown of it is what it says. */
    ENTRY(8),
    /** The action is the one that was decided on. */
    ACTION(9),
    /** A client of the group asked for it, and its signature is good. */
    REQUEST(10),
    /** Every verdict was signed by its replica, one each. */
    VERDICTS(11),
    /** The charter that the request names is the group file's, or decisions of the group led to it. */
    AMENDMENTS(12),
    /** The outcome follows from the verdicts. */
    OUTCOME(13),
    /** The time in which the decision holds is stated and within the group's limit. */
    DEADLINE(14);

    private final int number;

    Check(int number) {
        this.number = number;
    }

    /** Its place in docs/proof-format.md, from 1. */
    public int number() {
        return number;
    }

    /** As users see it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
