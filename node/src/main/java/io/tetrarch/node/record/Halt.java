package io.tetrarch.node.record;

import io.tetrarch.node.shortage.Shortage;
import io.tetrarch.pbft.BrokenInvariant;
import io.tetrarch.pbft.Invariant;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Why and where a replica stopped for good. Nothing of an action is in it.
 *
 * @param because in one line
 * @param invariant what does not hold any more, if that is why
 * @param step the number of the step, from 0 on since the replica was started; the effects of the one before may have been
 *     under way
 * @param input what happened to the replica in that step, in one line
 * @param record where the record is; empty if none is kept
 * @param unrecorded why there is no record where one is kept
 */
public record Halt(
        String because,
        Optional<Invariant> invariant,
        long step,
        String input,
        Optional<Path> record,
        Optional<String> unrecorded) {
    /** Of a replica that had no seat, and so took no step. */
    public static Halt ofNobody(Throwable cause) {
        return of(cause, 0, "nobody had its seat", Optional.empty(), Optional.empty());
    }

    /** Of a replica whose store could not be read, and so took no step. */
    public static Halt whileRecovering(Throwable cause) {
        return of(cause, 0, "it recovered from its store", Optional.empty(), Optional.empty());
    }

    static Halt of(Throwable cause, long step, String input, Optional<Path> record, Optional<String> unrecorded) {
        return switch (cause) {
            case BrokenInvariant broken ->
                new Halt(
                        String.valueOf(broken.getMessage()),
                        Optional.of(broken.invariant()),
                        step,
                        input,
                        record,
                        unrecorded);
            case IOException failed ->
                new Halt("its store failed: " + failed.getMessage(), Optional.empty(), step, input, record, unrecorded);
            // what was not foreseen may say anything in its message, of an action too
            default ->
                new Halt(
                        Shortage.of(cause).map(Shortage::line).orElseGet(() -> where(cause)),
                        Optional.empty(),
                        step,
                        input,
                        record,
                        unrecorded);
        };
    }

    private static String where(Throwable cause) {
        StackTraceElement[] trace = cause.getStackTrace();
        return cause.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
    }
}
