package io.tetrarch.cli.command;

import picocli.CommandLine.Option;

/** The option by which commands are told that a program reads what they print; the same for all of them. */
public final class JsonOption {
    @Option(names = "--json", description = "Print JSON, for programs, in place of text.")
    private boolean wanted;

    public boolean isWanted() {
        return wanted;
    }
}
