package io.tetrarch.gate.judge;

import io.tetrarch.json.JsonRejected;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.proof.action.Action;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An action as it is remembered. Its features are found when they are first asked for, for under load most actions are
 * forgotten before anybody asks. Equality is by features; for any number of threads.
 */
public final class Deed {
    /** Longer actions are read at once, so that what waits to be read stays small. */
    private static final int LONGEST_KEPT_BYTES = 4 * 1024;

    private volatile @Nullable Features features;
    private final Bytes action;

    private Deed(@Nullable Features features, Bytes action) {
        this.action = action;
        this.features = features;
    }

    static Deed of(Features features) {
        return new Deed(features, Bytes.EMPTY);
    }

    /** What is no action has no features. */
    static Deed of(Bytes action) {
        return action.size() <= LONGEST_KEPT_BYTES ? new Deed(null, action) : of(read(action));
    }

    public Features features() {
        Features found = features;
        if (found == null) {
            found = read(action); // two threads at once find the same
            features = found;
        }
        return found;
    }

    private static Features read(Bytes action) {
        try {
            return Features.of(Action.parse(action.readOnlyArray()).json());
        } catch (JsonRejected unreadable) {
            return new Features(new TreeSet<>());
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Deed that && features().equals(that.features());
    }

    @Override
    public int hashCode() {
        return features().hashCode();
    }

    @Override
    public String toString() {
        return features().toString();
    }
}
