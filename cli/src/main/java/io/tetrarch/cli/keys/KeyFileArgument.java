package io.tetrarch.cli.keys;

import io.tetrarch.cli.exit.Failure;
import java.io.IOException;
import picocli.CommandLine.Parameters;

/** The key file that a command is about. */
final class KeyFileArgument {
    @Parameters(paramLabel = "FILE", description = "A private or public key file.")
    private String file = "";

    KeyPair read() throws Failure, IOException {
        return KeyPair.read(file);
    }
}
