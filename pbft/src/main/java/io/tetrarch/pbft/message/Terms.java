package io.tetrarch.pbft.message;

import java.util.Optional;

/**
 * The terms a request is to be decided under.
 *
 * @param executor the only executor that may run the action (its audience)
 * @param tier the charter's tier for this action
 * @param charterVersion the version of the charter that the judges apply
 * @param principal for whom the client asks, where it says so
 */
public record Terms(String executor, String tier, long charterVersion, Optional<Principal> principal) {
    /** Of a client that asks for itself. */
    public Terms(String executor, String tier, long charterVersion) {
        this(executor, tier, charterVersion, Optional.empty());
    }
}
