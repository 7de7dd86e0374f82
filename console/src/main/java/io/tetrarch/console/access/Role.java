package io.tetrarch.console.access;

import io.javalin.security.RouteRole;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a bearer of a token may do. */
public enum Role implements RouteRole {
    /** Look at everything, and run scenarios. */
    READ,
    /** Ask for decisions. */
    SUBMIT,
    /** Bring the answers of people who judge, and what changes their devices; what counts is the signature. */
    APPROVE,
    /** Halt replicas of this process, and start them again. */
    OPERATE;

    /** As it is written in the file of tokens. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Role> named(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }
}
