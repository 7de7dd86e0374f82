package io.tetrarch.shell;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The account that this process runs as, by the system's own list of accounts. No variable has a say in it, and no property
 * of the JVM, which takes {@code HOME} where the list has no home, and anything from its command line.
 *
 * @param home absolute
 */
public record Account(String name, Path home) {
    private static final Path LIST = Path.of("/etc/passwd");
    private static final Path STATUS = Path.of("/proc/self/status");
    /** The name of no folder, for accounts that have none. */
    private static final String NOWHERE = "/nonexistent";

    /** @throws IOException if the system does not tell */
    public static Account current() throws IOException {
        if (!Files.isReadable(STATUS)) {
            // BSD and macOS have no list in a file that is complete, and a command that prints this account's line
            return said("/usr/bin/id", "-P")
                    .orElseThrow(() -> new IOException("/usr/bin/id does not tell the account"));
        }
        String id = realUser();
        Optional<Account> listed = Optional.empty();
        if (Files.isReadable(LIST)) {
            try (Stream<String> lines = Files.lines(LIST, StandardCharsets.ISO_8859_1)) {
                listed = lines.filter(line -> hasId(line, id)).findFirst().flatMap(Account::read);
            }
        }
        if (listed.isEmpty() && Files.isExecutable(Path.of("/usr/bin/getent"))) {
            listed = said("/usr/bin/getent", "passwd", id);
        }
        return listed.orElseGet(() -> new Account(id, Path.of(NOWHERE)));
    }

    private static String realUser() throws IOException {
        try (Stream<String> lines = Files.lines(STATUS, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.startsWith("Uid:"))
                    .map(line -> line.split("\\s+", -1)[1])
                    .findFirst()
                    .orElseThrow(() -> new IOException(STATUS + " does not tell the account"));
        }
    }

    private static boolean hasId(String line, String id) {
        String[] fields = line.split(":", -1);
        return fields.length >= 7 && fields[2].equals(id);
    }

    /** A line of the list: the home stands before the last field, whichever system wrote it. */
    static Optional<Account> read(String line) {
        String[] fields = line.strip().split(":", -1);
        if (fields.length < 7) {
            return Optional.empty();
        }
        String home = fields[fields.length - 2];
        return Optional.of(new Account(fields[0], Path.of(home.startsWith("/") ? home : NOWHERE)));
    }

    private static Optional<Account> said(String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(command)).redirectError(Redirect.DISCARD);
        builder.environment().clear();
        Process process = builder.start();
        process.getOutputStream().close();
        String line = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        return read(line);
    }
}
