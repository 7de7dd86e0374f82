package io.tetrarch.client.request;

import io.tetrarch.client.UndecidedException;
import java.util.Optional;

/**
 * Why a client takes nothing on any more.
 *
 * @param cause what went wrong, if something did
 */
record Closing(String why, Optional<Throwable> cause) {
    /** Each its own, since who gets one may add to it. */
    UndecidedException exception() {
        return cause.isPresent()
                ? new UndecidedException(UndecidedException.Reason.CLOSED, why, cause.get())
                : new UndecidedException(UndecidedException.Reason.CLOSED, why);
    }
}
