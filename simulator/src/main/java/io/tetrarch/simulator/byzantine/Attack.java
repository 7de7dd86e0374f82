package io.tetrarch.simulator.byzantine;

/** What Byzantine replicas may do in a run; each run draws a few of these. */
public enum Attack {
    /** Says nothing at all for a while. */
    SILENCE,
    /** Says things to some and not to others. */
    SELECTION,
    /** As leader, two batches for one slot, each with all the votes of the conspiracy, to different peers. */
    TWO_PROPOSALS,
    /** As leader, a wrong parent or ledger, a repeated or undecidable request, another outcome than the verdicts', verdicts out of order. */
    BAD_PROPOSAL,
    /** As backup, votes for different headers in one slot. */
    TWO_VOTES,
    /** Votes for headers it never checked, in views past and present. */
    BLIND_VOTES,
    /** Different verdicts on one request to different peers. */
    TWO_VERDICTS,
    /** Two different verdicts on one request, both to everybody, the second at once or some time later. */
    VERDICT_TWICE,
    /** As leader, what is settled and near its deadline as EXPIRED, with too few of the verdicts. */
    EXPIRY,
    /** VIEW-CHANGEs without its certificate, with an old one, with a forged or malformed one; and for huge views. */
    FALSE_VIEW_CHANGE,
    /** NEW-VIEWs made of whatever gives another base, different ones for different peers, some forged. */
    FALSE_NEW_VIEW,
    /** Signatures used again under another type, view, epoch or group; old messages sent again. */
    REPLAY,
    /** Votes and requests far ahead of everybody. */
    FAR_FUTURE,
    /** Wrong chunks, certificates, bodies and standings for those that lag. */
    POISON,
    /** Accusations of honest replicas. */
    SLANDER,
    /** Does not answer those who ask for bodies, or answers nonsense. */
    WITHHOLDING,
    /** The same key at work in two places. */
    TWIN
}
