package io.tetrarch.crypto.authentication;

/** Why a message or request is not authentic. An expected event: it is dropped and counted. */
public enum Refusal {
    /** The claimed sender is no replica of the group. */
    UNKNOWN_SENDER,
    /** The signature is not the claimed sender's over this message in this group and epoch. */
    BAD_SIGNATURE,
    /** A request names a client that the group does not know. */
    UNKNOWN_CLIENT,
    /** A request is for another group or epoch. */
    OTHER_DOMAIN,
    /** A request's signature is not its client's. */
    BAD_REQUEST_SIGNATURE,
    /** The action beside a request is not the one the request names. */
    OTHER_ACTION,
    /** A verdict is not its replica's, or does not lead to the root that was signed. */
    BAD_VERDICT,
    /** A certificate holds a signature that is not its signer's. */
    BAD_CERTIFICATE,
    /** A NEW-VIEW holds a VIEW-CHANGE that is not authentic, or more than there are replicas. */
    BAD_VIEW_CHANGE,
    /** What was passed on is neither a PRE-PREPARE nor a NEW-VIEW, or is not authentic. */
    BAD_FORWARD,
    /** An accusation's two halves are no conflict, or one was not signed by the accused. */
    BAD_EVIDENCE,
    /** A reminder repeats what the reminded did not sign, or more than one may. */
    BAD_REMINDER
}
