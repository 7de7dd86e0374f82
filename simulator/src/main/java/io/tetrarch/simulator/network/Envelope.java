package io.tetrarch.simulator.network;

import io.tetrarch.crypto.authentication.Authentication;
import io.tetrarch.crypto.authentication.Authenticator;
import io.tetrarch.pbft.Verified;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.Signed;
import org.jspecify.annotations.Nullable;

/**
 * A message in transit. Every receiver of an epoch verifies it, with the same result: so it is computed once, on the first
 * receipt, unless the world counts verifications.
 */
public final class Envelope {
    /** How good a message is. */
    private enum Kind {
        SOUND,
        /** Somebody's signature in it is not his. */
        FORGED,
        /** Every signature is good, but it proves nothing: too few signers, one of them twice, the wrong sender. */
        MALFORMED
    }

    private final Signed<? extends Message> signed;
    private final Kind kind;
    private @Nullable Authenticator checkedBy;
    private @Nullable Verified<? extends Message> verified;

    private Envelope(Signed<? extends Message> signed, Kind kind) {
        this.signed = signed;
        this.kind = kind;
    }

    public static Envelope of(Signed<? extends Message> signed) {
        return new Envelope(signed, Kind.SOUND);
    }

    /** A message that its claimed sender never signed: that verification lets it pass is a violation. */
    public static Envelope forged(Signed<? extends Message> signed) {
        return new Envelope(signed, Kind.FORGED);
    }

    /** A message that the core must drop, whatever its signatures say: that it takes it is a violation. */
    public static Envelope malformed(Signed<? extends Message> signed) {
        return new Envelope(signed, Kind.MALFORMED);
    }

    public Signed<? extends Message> signed() {
        return signed;
    }

    public boolean isForged() {
        return kind == Kind.FORGED;
    }

    public boolean isMalformed() {
        return kind == Kind.MALFORMED;
    }

    /** The message as the core may see it; null if a signature in it is bad. */
    public @Nullable Verified<? extends Message> verified(Authenticator authenticator, boolean everyTime) {
        if (everyTime || checkedBy != authenticator) {
            verified = switch (authenticator.authenticate(signed)) {
                case Authentication.Accepted<? extends Verified<? extends Message>> accepted -> accepted.value();
                case Authentication.Refused<?> ignored -> null;
            };
            checkedBy = authenticator;
        }
        return verified;
    }
}
