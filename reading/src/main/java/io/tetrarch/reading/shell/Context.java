package io.tetrarch.reading.shell;

import java.util.ArrayList;
import java.util.List;

/**
 * What holds for all commands of a stretch of text: whose rights they have, and through what they run.
 *
 * @param folder where they run, empty where that is not said
 */
record Context(boolean elevated, List<String> wrappers, Origin origin, String folder) {

    private static final int MAX_WRAPPERS = 16;

    static final Context TOP = new Context(false, List.of(), Origin.TEXT, "");

    Context {
        wrappers = List.copyOf(wrappers);
    }

    /** The context of what {@code program} runs. */
    Context inside(String program, boolean elevates) {
        List<String> deeper = new ArrayList<>(wrappers);
        if (deeper.size() < MAX_WRAPPERS) {
            deeper.add(program);
        }
        return new Context(elevated || elevates, deeper, origin, folder);
    }

    /** The context of what runs in this folder; where it is not known, the folder stays. */
    Context at(String other) {
        return other.isEmpty() || other.equals(folder) ? this : new Context(elevated, wrappers, origin, other);
    }

    /** The context of text that comes to run in another way; what once was hidden stays marked so. */
    Context from(Origin other) {
        return switch (origin) {
            case DECODED, RECURSION -> this;
            case DEFERRED, INLINE -> other == Origin.DECODED ? new Context(elevated, wrappers, other, folder) : this;
            case TEXT, SUBSTITUTION, NESTED, PIPED -> new Context(elevated, wrappers, other, folder);
        };
    }
}
