package io.tetrarch.cli.home;

import io.tetrarch.cli.exit.Failure;
import io.tetrarch.pbft.message.Principal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say for whom a command asks; the same for all of them. */
public final class PrincipalOption {
    @Option(
            names = "--principal",
            paramLabel = "NAME",
            description = "Ask for this agent or user; what the charter makes of it stands in docs/charter.md.")
    private @Nullable String name;

    @Option(names = "--on-behalf-of", paramLabel = "NAME", description = "For whom the principal acts.")
    private @Nullable String onBehalfOf;

    @Option(names = "--session", paramLabel = "ID", description = "The principal's session.")
    private @Nullable String session;

    /** @throws Failure if it cannot be one */
    public Optional<Principal> principal() throws Failure {
        if (name == null) {
            if (onBehalfOf != null || session != null) {
                throw Failure.badInput("--on-behalf-of and --session: expected --principal with them");
            }
            return Optional.empty();
        }
        try {
            return Optional.of(new Principal(name, Optional.ofNullable(onBehalfOf), Optional.ofNullable(session)));
        } catch (IllegalArgumentException e) {
            throw Failure.badInput("--principal: " + e.getMessage());
        }
    }
}
