package io.tetrarch.pbft;

/** Why an input was not taken: an expected event, not an error of this replica. Counted by the driver. */
public enum Rejection {
    /** The view is not this replica's, or the message is for a view that has begun already. */
    WRONG_VIEW,
    /** The sequence lies outside the watermarks. */
    OUTSIDE_WINDOW,
    /** Only the leader of the view may say this. */
    NOT_LEADER,
    /** Everything it could bring about has happened. */
    LATE,
    /** The same message was counted before. */
    DUPLICATE,
    /** It contradicts what the same replica signed before; evidence was kept. */
    EQUIVOCATION,
    /** A certificate, or a NEW-VIEW's set of VIEW-CHANGEs, has not the signers it needs or contradicts itself. */
    BAD_CERTIFICATE,
    /** The batch is not on the accepted parent, or its body is not what its header says. */
    BAD_BATCH,
    /** An entry's outcome does not follow from its verdicts, or its request may not be decided. */
    BAD_ENTRY,
    /** The request is past its deadline, or its validity makes no sense. */
    EXPIRED,
    /** The request begins further ahead than clocks may differ, or names rules that come into force here shortly. */
    EARLY,
    /** The request stands in the chain. */
    DECIDED,
    /** The client has too many requests pending, or the replica has. */
    TOO_MANY,
    /** The client may not ask this. */
    NOT_PERMITTED,
    /** The charter version, the tier or the executor is not known. */
    UNKNOWN_TERMS,
    /** The epoch that it belongs to has ended; a request may be made again under the next one. */
    EPOCH_ENDED,
    /** Nobody asked for it. */
    UNASKED,
    /** The sender's bound for this kind of message is used up. */
    OVER_BOUND
}
