package io.tetrarch.simulator.network;

import io.tetrarch.crypto.authentication.Authentication;
import io.tetrarch.crypto.authentication.Authenticator;
import io.tetrarch.pbft.Verified;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.Signed;
import org.jspecify.annotations.Nullable;

/**
 * A message in transit. Every receiver verifies it, with the same result: so it is computed once, on the first receipt,
 * unless the world counts verifications.
 */
public final class Envelope {
    private final Signed<? extends Message> signed;
    private final boolean forged;
    private boolean checked;
    private @Nullable Verified<? extends Message> verified;

    private Envelope(Signed<? extends Message> signed, boolean forged) {
        this.signed = signed;
        this.forged = forged;
    }

    public static Envelope of(Signed<? extends Message> signed) {
        return new Envelope(signed, false);
    }

    /** A message that its claimed sender never signed: that verification lets it pass is a violation. */
    public static Envelope forged(Signed<? extends Message> signed) {
        return new Envelope(signed, true);
    }

    public Signed<? extends Message> signed() {
        return signed;
    }

    public boolean isForged() {
        return forged;
    }

    /** The message as the core may see it; null if a signature in it is bad. */
    public @Nullable Verified<? extends Message> verified(Authenticator authenticator, boolean everyTime) {
        if (everyTime || !checked) {
            verified = switch (authenticator.authenticate(signed)) {
                case Authentication.Accepted<? extends Verified<? extends Message>> accepted -> accepted.value();
                case Authentication.Refused<?> ignored -> null;
            };
            checked = true;
        }
        return verified;
    }
}
