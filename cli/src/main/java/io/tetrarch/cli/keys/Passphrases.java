package io.tetrarch.cli.keys;

import io.tetrarch.cli.exit.Failure;
import io.tetrarch.crypto.keyfile.Passphrase;
import java.io.Console;
import java.util.Arrays;
import java.util.Optional;

/** Where passphrases come from: the environment for scripts, else the person at the terminal. */
public final class Passphrases {
    static final String VARIABLE = "TETRARCH_PASSPHRASE";

    private Passphrases() {}

    public static Passphrase none() {
        return Passphrase.NONE;
    }

    /** Of a key that exists; asked for only if it is encrypted. */
    public static Passphrase forExistingKey() {
        return file -> fromEnvironment().or(() -> ask("Passphrase of " + file + ": "));
    }

    /** @throws Failure if there is no passphrase, or what was typed twice differs */
    public static Passphrase forNewKey() throws Failure {
        Optional<char[]> given = fromEnvironment();
        if (given.isPresent()) {
            return Passphrase.of(given.get());
        }
        char[] once = ask("New passphrase: ").filter(typed -> typed.length > 0).orElseThrow(Passphrases::missing);
        char[] again = ask("The same again: ").orElseThrow(Passphrases::missing);
        if (!Arrays.equals(once, again)) {
            throw Failure.badInput("the two passphrases differ; no key was made");
        }
        return Passphrase.of(once);
    }

    private static Failure missing() {
        return Failure.badInput("--encrypt: expected a passphrase in $" + VARIABLE + " or typed on a terminal");
    }

    private static Optional<char[]> fromEnvironment() {
        return Optional.ofNullable(System.getenv(VARIABLE))
                .filter(text -> !text.isEmpty())
                .map(String::toCharArray);
    }

    @SuppressWarnings("SystemConsoleNull") // on JDK 21, and on later ones with the console of java.base, it may be null
    private static Optional<char[]> ask(String prompt) {
        Console console = System.console();
        return console == null ? Optional.empty() : Optional.ofNullable(console.readPassword("%s", prompt));
    }
}
