package io.tetrarch.console.access;

import io.javalin.http.Context;
import java.util.Optional;

/** Recognises who asks. */
public interface Access {
    /** Where only this machine can ask: no token is needed. That shows nothing about who asks, a person or an agent. */
    Access LOCAL = context -> Optional.of(Asker.LOCAL);

    /** Who asks; empty if a token is needed and there is none that is known. */
    Optional<Asker> recognise(Context context);

    /** What the server's terminal shows, if it has one. */
    default Optional<OneTimeSecret> secret() {
        return Optional.empty();
    }

    /** Whether a token says who may ask. */
    default boolean needsToken() {
        return false;
    }

    /** Whose token this is. */
    default Optional<Asker> bearerOf(String token) {
        return Optional.empty();
    }

    /** Whether the asker of a request that is answered for long may still be answered. */
    default boolean isStillIn(Context context) {
        return true;
    }

    /** The same, where a terminal shows this. */
    default Access withSecret(OneTimeSecret shown) {
        return new Shown(this, shown);
    }

    /** Of a server whose terminal shows a secret. */
    record Shown(Access same, OneTimeSecret shown) implements Access {
        @Override
        public Optional<Asker> recognise(Context context) {
            return same.recognise(context);
        }

        @Override
        public boolean needsToken() {
            return same.needsToken();
        }

        @Override
        public Optional<Asker> bearerOf(String token) {
            return same.bearerOf(token);
        }

        @Override
        public Optional<OneTimeSecret> secret() {
            return Optional.of(shown);
        }
    }

    /** Whether the asker is known and has this role, or none is needed; remembers the asker. */
    default Answer ask(Context context, Optional<Role> role) {
        Optional<Asker> asker = recognise(context);
        asker.ifPresent(known -> known.recognisedFor(context));
        if (role.isEmpty()) {
            return Answer.GRANTED;
        }
        if (asker.isEmpty()) {
            return Answer.UNKNOWN;
        }
        return asker.get().roles().contains(role.get()) ? Answer.GRANTED : Answer.LACKS_ROLE;
    }

    /** Whether an asker is let in. */
    enum Answer {
        GRANTED,
        /** There is no token, or none that is known. */
        UNKNOWN,
        LACKS_ROLE,
        /** A browser has signed in, but the request is not shown to come from a page of this server. */
        FORGED,
        /** Too many wrong tokens came from there; none is taken for a while. */
        CLOSED
    }
}
