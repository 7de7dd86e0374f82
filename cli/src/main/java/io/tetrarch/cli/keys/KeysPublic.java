package io.tetrarch.cli.keys;

import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.crypto.keyfile.PublicKeyPem;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints a public key. */
@Command(
        name = "public",
        header = "Print the public key of a key file.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:printed", "2:not a key that can be used; one line on stderr says why"},
        footerHeading = "%nExample:%n",
        footer = "  tetrarch keys public replica.pem --pem > replica.pub.pem")
final class KeysPublic implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private KeyFileArgument key = new KeyFileArgument();

    @Option(names = "--pem", description = "As PEM, for openssl, instead of the 64 hex digits that a group file holds.")
    private boolean pem;

    KeysPublic(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure, IOException {
        KeyPair pair = key.read();
        String shown = pem
                ? PublicKeyPem.write(pair.publicKey().toArray())
                : pair.publicKey().toString();
        shown.lines().forEach(terminal.out()::line);
        return ExitCode.OK;
    }
}
