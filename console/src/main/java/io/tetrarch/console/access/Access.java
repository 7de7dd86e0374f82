package io.tetrarch.console.access;

import io.javalin.http.Context;
import java.util.Optional;

/** Recognises who asks. */
public interface Access {
    /** Where only this machine can ask: whoever asks may do all. */
    Access LOCAL = context -> Optional.of(Asker.LOCAL);

    /** Who asks; empty if a token is needed and there is none that is known. */
    Optional<Asker> recognise(Context context);

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
