package io.tetrarch.client.request;

import io.tetrarch.crypto.authentication.Authenticator;
import io.tetrarch.pbft.message.DecisionEntry;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a replica says was decided, in whatever form it comes. Nothing of it is believed before {@link #check}; it is first
 * looked at, which costs little, since most of what replicas tell concerns somebody else or is known already. Immutable;
 * for any thread.
 */
public interface Reply {
    /** The first of the decisions it tells of that {@code wanted} accepts; nothing of it has been checked. */
    Optional<DecisionEntry> first(Predicate<DecisionEntry> wanted);

    /**
     * What it proves. All that a decision is used for must follow from the certificate, or be checked here besides: no
     * entry certifies the action that comes beside its request, only the action's hash.
     *
     * @param quorum how many signatures a certificate needs in the epoch that this is of
     * @param authenticator the client's own in that epoch
     * @return empty if the replica claims what its certificate does not prove
     */
    Optional<CertifiedDecisions> check(int quorum, Authenticator authenticator);
}
