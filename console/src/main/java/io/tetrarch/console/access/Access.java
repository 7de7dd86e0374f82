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

    /** The same, where a terminal shows this. */
    default Access withSecret(OneTimeSecret shown) {
        Access same = this;
        return new Access() {
            @Override
            public Optional<Asker> recognise(Context context) {
                return same.recognise(context);
            }

            @Override
            public Optional<OneTimeSecret> secret() {
                return Optional.of(shown);
            }
        };
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
        LACKS_ROLE
    }
}
