package io.tetrarch.client;

import io.tetrarch.json.JsonObject;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Principal;
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
 * @param idempotencyKey what {@link Gate#ask} knows it by: asked again under it, the same is not decided a second time
 * @param principal for whom the gate's client asks; if empty, for itself
 */
public record Submission(
        Action action,
        Optional<String> executor,
        Optional<Duration> life,
        Optional<Digest> toolDefinition,
        Optional<String> idempotencyKey,
        Optional<Principal> principal) {
    /** Characters of an idempotency key. */
    public static final int LONGEST_KEY = 200;

    /** Longer than anything lives, and far from what milliseconds cannot hold. */
    private static final Duration COUNTABLE = Duration.ofDays(36_500);

    /**
     * @throws IllegalArgumentException if nothing may live for so long, or for no time; or the key is empty or longer than
     *     {@value #LONGEST_KEY} characters
     */
    public Submission {
        idempotencyKey
                .filter(key -> key.isEmpty() || key.length() > LONGEST_KEY)
                .ifPresent(key -> {
                    throw new IllegalArgumentException("expected an idempotency key of 1 to " + LONGEST_KEY
                            + " characters, found " + key.length());
                });
        life.flatMap(Submission::flaw).ifPresent(flaw -> {
            throw new IllegalArgumentException(flaw);
        });
    }

    /** Without an idempotency key, for the client itself. */
    public Submission(
            Action action, Optional<String> executor, Optional<Duration> life, Optional<Digest> toolDefinition) {
        this(action, executor, life, toolDefinition, Optional.empty(), Optional.empty());
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

    /** With all that the charter and the gate's own name give. */
    public static Submission of(Action action) {
        return new Submission(action, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** To be run by this client of the group alone; one that may not run anything has it denied. */
    public Submission withExecutor(String name) {
        return new Submission(action, Optional.of(name), life, toolDefinition, idempotencyKey, principal);
    }

    /** @throws IllegalArgumentException if nothing may live for so long, or for no time */
    public Submission withLife(Duration duration) {
        return new Submission(action, executor, Optional.of(duration), toolDefinition, idempotencyKey, principal);
    }

    /** Bound to this definition of the tool, by its digest; nothing is checked against it ({@link #withTool} does). */
    public Submission withToolDefinition(Digest digest) {
        return new Submission(action, executor, life, Optional.of(digest), idempotencyKey, principal);
    }

    /**
     * Of this tool, by the digest of its definition.
     *
     * @throws IllegalArgumentException in one line, if the action's {@code arguments} are not what the tool's schema asks for
     */
    public Submission withTool(ToolDefinition tool) {
        if (action.json().get("arguments") instanceof JsonObject arguments) {
            tool.flaw(arguments).ifPresent(flaw -> {
                throw new IllegalArgumentException("tool " + tool.name() + ": " + flaw);
            });
        }
        return withToolDefinition(tool.digest());
    }

    /**
     * For {@link Gate#ask}: as long as the gate remembers it, the same action under this key is the same decision, and another
     * action under it is refused.
     *
     * @throws IllegalArgumentException if it is empty or longer than {@value #LONGEST_KEY} characters
     */
    public Submission withIdempotencyKey(String key) {
        return new Submission(action, executor, life, toolDefinition, Optional.of(key), principal);
    }

    /**
     * For whom is asked. The request says so and is signed by the gate's client: the group has its word for it, and goes by it
     * as far as the charter says. What is new, and what quotas count, is then of the principal and not of the process.
     */
    public Submission withPrincipal(Principal who) {
        return new Submission(action, executor, life, toolDefinition, idempotencyKey, Optional.of(who));
    }
}
