package io.tetrarch.cli;

import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.node.shortage.Shortage;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What ends a thread for want of memory, or of what else the machine has to give, ends the process, since nothing is known of
 * what that thread has left undone. All that was said before is durable, as when the process is killed.
 */
final class LastWord implements Thread.UncaughtExceptionHandler {
    /** There may be no memory left to find words. */
    private static final byte[] SHORT_OF_MEMORY =
            "tetrarch: more memory is needed: give it more with -Xmx\n".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] NOT_WHOLE =
            ("tetrarch: a part of the program cannot be loaded: fewer files may be open at once"
                            + " than it takes (ulimit -n), or one of it is missing\n")
                    .getBytes(StandardCharsets.US_ASCII);

    private LastWord() {}

    static void install() {
        Thread.setDefaultUncaughtExceptionHandler(new LastWord());
    }

    @Override
    public void uncaughtException(Thread thread, Throwable failure) {
        byte[] line;
        try {
            Optional<Shortage> shortage = Shortage.of(failure);
            if (shortage.isEmpty()) {
                tell(thread, failure);
                return;
            }
            line = ("tetrarch: " + shortage.get().line() + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (OutOfMemoryError e) {
            line = SHORT_OF_MEMORY;
        } catch (LinkageError e) {
            line = NOT_WHOLE;
        }
        say(line);
        Runtime.getRuntime().halt(ExitCode.SHORTAGE);
    }

    /** For a program that cannot load what it consists of, which may be all there is to say it with. */
    static int notWhole() {
        say(NOT_WHOLE);
        return ExitCode.SHORTAGE;
    }

    /** What is not foreseen may say anything in its message, so only its class and place are told. */
    private static void tell(Thread thread, Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        System.getLogger("io.tetrarch.cli")
                .log(
                        System.Logger.Level.ERROR,
                        () -> "thread ended: thread=" + thread.getName() + " cause="
                                + failure.getClass().getName()
                                + (trace.length == 0 ? "" : " at=" + trace[0]));
    }

    private static void say(byte[] line) {
        try (OutputStream err = new FileOutputStream(FileDescriptor.err)) {
            err.write(line);
        } catch (IOException e) {
            // there is nobody left to tell; the exit code says it
        }
    }
}
