package io.tetrarch.cli;

import io.tetrarch.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the launcher has the JVM watch, to archive the classes that it saw: what is done most, on a group that is founded
 * and on one that is there.
 */
final class Rehearsal {
    private Rehearsal() {}

    /** {@code arguments}: a folder to do it in. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        String action = folder.resolve("action.json").toString();
        Files.writeString(
                Path.of(action),
                "{\"tool\":\"fs.write\",\"arguments\":{\"path\":\"notes.txt\",\"content\":\"hello\"}}");
        String data = folder.resolve("data").toString();
        Terminal terminal = Terminal.ofProcess();
        PlainHash.run(terminal, "hash", action);
        Cli cli = new Cli(terminal);
        cli.run("decide", action, "--data", data);
        cli.run("decide", action, "--data", data);
        cli.run("ledger", "list", "--data", data);
        cli.run(
                "verify",
                folder.resolve("data/proofs/1.json").toString(),
                "--group",
                folder.resolve("data/group.json").toString());
        System.exit(cli.run("decide", action, "--data", data));
    }
}
