package io.tetrarch.client;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The executor's own disk failed: before the action ran, or after. Which of both decides what its caller may do. */
public abstract sealed class RunFailure extends GateException {
    private static final long serialVersionUID = 1L;

    private RunFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /** The request could not be used up, so the action has not run. This proof is best given up, and asked for anew. */
    public static final class NotBegun extends RunFailure {
        private static final long serialVersionUID = 1L;

        NotBegun(IOException cause) {
            super(String.valueOf(cause.getMessage()), cause);
        }
    }

    /**
     * The action ran to its end, and only that could not be written down: the next start finds a run of unknown outcome. It
     * must not be asked for anew as if it had not run.
     */
    public static final class EndUnwritten extends RunFailure {
        private static final long serialVersionUID = 1L;

        private final transient @Nullable Object result;

        EndUnwritten(@Nullable Object result, IOException cause) {
            super("the action ran, and its end could not be written down: " + cause.getMessage(), cause);
            this.result = result;
        }

        /** What the action returned; empty if that was null. */
        public Optional<Object> result() {
            return Optional.ofNullable(result);
        }
    }
}
