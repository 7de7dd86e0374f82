package io.tetrarch.proof.group;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a client may do. */
public enum Role {
    /** Ask for decisions. */
    SUBMIT,
    /** Run approved actions that name it as their executor. */
    EXECUTE;

    /** As it stands in files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> ofWord(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }
}
