package io.tetrarch.cli;

import io.tetrarch.cli.terminal.Terminal;

/** Where the process starts. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        LogSettings.install();
        LastWord.install();
        Terminal terminal = Terminal.ofProcess();
        int exitCode;
        try {
            exitCode = PlainHash.run(terminal, arguments).orElseGet(() -> new Cli(terminal).run(arguments));
        } catch (LinkageError e) {
            exitCode = LastWord.notWhole();
        }
        terminal.flush();
        System.exit(exitCode);
    }
}
