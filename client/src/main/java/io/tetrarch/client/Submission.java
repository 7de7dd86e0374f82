package io.tetrarch.client;

import io.tetrarch.json.JsonObject;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.bound.RequestLife;
import java.time.Duration;
import java.util.Optional;

/**
 * An action with the terms it shall be decided under.
 *
 * @param executor who alone may run it; if empty, the gate's own name
 * @param life until the deadline, from 1 ms to 7 days, and no more than the group lets requests live; if empty, what
 *     the action's tier gives
 * @param toolDefinition digest of the tool's definition as the asker saw it
 */
public record Submission(
        Action action, Optional<String> executor, Optional<Duration> life, Optional<Digest> toolDefinition) {
    /** Longer than anything lives, and far from what milliseconds cannot hold. */
    private static final Duration COUNTABLE = Duration.ofDays(36_500);

    /** @throws IllegalArgumentException if nothing may live for so long, or for no time */
    public Submission {
        life.flatMap(Submission::flaw).ifPresent(flaw -> {
            throw new IllegalArgumentException(flaw);
        });
    }

    private static Optional<String> flaw(Duration life) {
        boolean countable = life.abs().compareTo(COUNTABLE) < 0;
        return RequestLife.flaw(countable ? life.toMillis() : life.isNegative() ? -1 : COUNTABLE.toMillis());
    }

    /** Nobody tells from an action's form where in it a secret is, so of the action only its tool and its hash are shown. */
    @Override
    public String toString() {
        return "Submission[" + Optional.ofNullable(action.json().string("tool")).orElse("no tool") + " "
                + action.hash() + ", executor=" + executor.orElse("the gate's") + ", life="
                + life.map(Duration::toString).orElse("the tier's") + "]";
    }

    public static Submission of(Action action) {
        return new Submission(action, Optional.empty(), Optional.empty(), Optional.empty());
    }

    public Submission withExecutor(String name) {
        return new Submission(action, Optional.of(name), life, toolDefinition);
    }

    /** @throws IllegalArgumentException if nothing may live for so long, or for no time */
    public Submission withLife(Duration duration) {
        return new Submission(action, executor, Optional.of(duration), toolDefinition);
    }

    public Submission withToolDefinition(Digest digest) {
        return new Submission(action, executor, life, Optional.of(digest));
    }
}
