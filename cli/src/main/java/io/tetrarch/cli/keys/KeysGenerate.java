package io.tetrarch.cli.keys;

import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.terminal.Terminal;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a private key. */
@Command(
        name = "generate",
        header = "Make a new private key and print its public key.",
        description = {
            "The file is PKCS#8 in PEM, as openssl reads it, and its owner's alone (mode 0600).",
            "An existing file is never overwritten."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the file is made", "2:it cannot be; one line on stderr says why"},
        footerHeading = "%nExample:%n",
        footer = "  tetrarch keys generate replica.pem --encrypt")
final class KeysGenerate implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "FILE", description = "The file to make.")
    private String file = "";

    @Option(
            names = "--encrypt",
            description = "Encrypt it with a passphrase: $TETRARCH_PASSPHRASE, or asked for on the terminal.")
    private boolean encrypt;

    KeysGenerate(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure, IOException {
        KeyPair pair = KeyPair.generate(file, encrypt ? Passphrases.forNewKey() : Passphrases.none());
        terminal.out().line(pair.publicKey().toString());
        return ExitCode.OK;
    }
}
