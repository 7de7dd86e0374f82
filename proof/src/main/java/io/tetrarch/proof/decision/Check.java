package io.tetrarch.proof.decision;

import java.util.Locale;

/** What is checked of a proof, in this order. The names are stable. */
public enum Check {
    /** The file has the form of a proof. */
    FORMAT,
    /** It is a proof of this group. */
    GROUP,
    /** It is of this epoch. */
    EPOCH,
    /** Mode and operators are the group's. */
    MODE,
    /** What was signed is the commit of this header in this group and epoch. */
    HEADER,
    /** At least 2f+1 distinct replicas of the group signed it, and every signature is good. */
    SIGNATURES,
    /** The entry is in the ledger whose root the header names. */
    INCLUSION,
    /** The entry is a decision, and what is shown of it is what it says. */
    ENTRY,
    /** The action is the one that was decided on. */
    ACTION,
    /** A client of the group asked for it, and its signature is good. */
    REQUEST,
    /** Every verdict was signed by its replica, one each. */
    VERDICTS,
    /** The charter that the request names is the group file's, or decisions of the group led to it. */
    AMENDMENTS,
    /** The outcome follows from the verdicts. */
    OUTCOME,
    /** The time in which the decision holds is stated and within the group's limit. */
    DEADLINE;

    /** As users see it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
