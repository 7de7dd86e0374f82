package io.tetrarch.cli.home;

import io.tetrarch.cli.exit.Failure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option by which somebody answers for a loss; nothing is given up without a name. */
public final class Accepter {
    private static final int LONGEST = 200;

    @Option(
            names = "--accept-loss",
            paramLabel = "NAME",
            description = "Who answers for the loss; the name is kept in the folder.")
    private @Nullable String name;

    /** @throws Failure unless there is one */
    public String name() throws Failure {
        if (name == null || name.isBlank() || name.length() > LONGEST) {
            throw Failure.badInput("--accept-loss: expected the name of who answers for the loss, of up to " + LONGEST
                    + " characters");
        }
        return name;
    }
}
