package io.tetrarch.judges.analytical;

import io.tetrarch.judges.pattern.Territory;
import io.tetrarch.reading.shell.SimpleCommand;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Recognises a search for keys and passwords. */
final class SecretNames {

    private static final Set<String> SEARCHES = Set.of(
            "grep", "egrep", "fgrep", "rgrep", "zgrep", "rg", "ag", "ack", "ugrep", "strings", "awk", "sed", "look");
    /** Tell what a person typed, or what programs were handed. */
    private static final Set<String> TELLING = Set.of("history", "fc", "env", "printenv", "set", "ps", "strings");

    private static final List<String> WORDS = List.of(
            "passw",
            "pwd=",
            "secret",
            "credential",
            "api_key",
            "apikey",
            "api-key",
            "access_key",
            "private key",
            "aws_",
            "token=",
            "bearer");
    private static final List<String> FILES = List.of(
            "id_rsa",
            "id_dsa",
            "id_ecdsa",
            "id_ed25519",
            ".pem",
            ".pfx",
            ".p12",
            ".ppk",
            ".kdbx",
            ".gnupg",
            ".aws",
            ".ssh",
            "credential",
            "password",
            "passwd",
            "shadow",
            "token",
            "secret",
            ".netrc",
            ".pgpass",
            ".htpasswd",
            "keychain",
            "wallet.dat",
            "logins.json",
            "cookies.sqlite",
            "_history");

    private SecretNames() {}

    /** Whether a command looks for secrets in the contents of files it was not given one by one. */
    static boolean isSearch(SimpleCommand command, Territory territory) {
        if (!SEARCHES.contains(command.program()) || territory == Territory.WORKSPACE || territory == Territory.BUILD) {
            return false;
        }
        return asks(command);
    }

    /** Whether a filter looks for secrets in what a command in front of it tells. */
    static boolean isFilter(SimpleCommand command, String before) {
        return SEARCHES.contains(command.program()) && TELLING.contains(before) && asks(command);
    }

    private static boolean asks(SimpleCommand command) {
        return command.texts().stream()
                .filter(text -> !text.startsWith("/") && !text.startsWith("~"))
                .anyMatch(SecretNames::isSecretWord);
    }

    private static boolean isSecretWord(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return WORDS.stream().anyMatch(lower::contains) || lower.equals("pass") || lower.equals("key");
    }

    /** Whether the name a search is given is one of those under which keys are kept. */
    static boolean isSecretFile(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return FILES.stream().anyMatch(lower::contains);
    }
}
