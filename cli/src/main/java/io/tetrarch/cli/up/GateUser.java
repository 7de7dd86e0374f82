package io.tetrarch.cli.up;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The account that a gate runs under. A gate cannot know who the agent is; but people, and the agents that they start, run
 * under accounts that can log in. So one that cannot, by its shell in the system's list of accounts, is taken for a gate's
 * own, and every other for one that an agent may share.
 *
 * @param shell of the account; empty if the system does not tell
 */
record GateUser(String name, String shell) {
    private static final int NAME = 0;
    private static final int SHELL = 6;

    static GateUser ofProcess() {
        return of(System.getProperty("user.name", ""), Path.of("/etc/passwd"));
    }

    /** @param accounts in the form of passwd(5) */
    static GateUser of(String name, Path accounts) {
        try {
            for (String line : Files.readAllLines(accounts, StandardCharsets.ISO_8859_1)) {
                List<String> fields = List.of(line.split(":", -1));
                if (fields.size() > SHELL && fields.get(NAME).equals(name)) {
                    return new GateUser(name, fields.get(SHELL));
                }
            }
            return new GateUser(name, "");
        } catch (IOException e) {
            return new GateUser(name, ""); // where there is no such list, nothing is known of the account
        }
    }

    /** Whether nobody logs in to it. */
    boolean isDedicated() {
        return shell.endsWith("/nologin") || shell.endsWith("/false");
    }

    /** One line, if an agent may run under the same account. */
    Optional<String> warning() {
        return isDedicated()
                ? Optional.empty()
                : Optional.of(
                        "an agent that also runs as " + name + " can read the gate's keys; run the gate as a user of"
                                + " its own (SECURITY.md, examples/service-user.sh)");
    }
}
