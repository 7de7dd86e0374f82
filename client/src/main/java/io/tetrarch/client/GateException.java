package io.tetrarch.client;

/**
 * What goes wrong between an application and its gate. Unchecked, since most callers can do nothing about it but not act:
 * after any of these, unless its type says otherwise, nothing has run and nothing may. What the machine fails at (a folder
 * that cannot be opened, a journal that cannot be closed) is an {@link java.io.IOException}.
 */
public abstract sealed class GateException extends RuntimeException
        permits UndecidedException, RunFailure, CharterRefused {
    private static final long serialVersionUID = 1L;

    GateException(String message) {
        super(message);
    }

    GateException(String message, Throwable cause) {
        super(message, cause);
    }

    /** @param traced whether it says where it was thrown, which is nothing to whoever handed in what it speaks of */
    GateException(String message, boolean traced) {
        super(message, null, traced, traced);
    }
}
