package io.tetrarch.console.access;

import io.javalin.http.Context;
import java.util.EnumSet;
import java.util.Set;

/**
 * Who asks.
 *
 * @param name as the file of tokens gives it
 */
public record Asker(String name, Set<Role> roles) {
    private static final String ATTRIBUTE = "tetrarch.asker";

    /** Whoever asks where no token is needed. */
    public static final Asker LOCAL = new Asker("local", EnumSet.allOf(Role.class));

    public Asker {
        roles = Set.copyOf(roles);
    }

    /** The one that was recognised for this request. */
    public static Asker of(Context context) {
        Asker asker = context.attribute(ATTRIBUTE);
        return asker == null ? new Asker("nobody", Set.of()) : asker;
    }

    /** Whether a token says who asks. */
    public boolean isNamed() {
        return !equals(LOCAL);
    }

    void recognisedFor(Context context) {
        context.attribute(ATTRIBUTE, this);
    }
}
