package io.tetrarch.cli.keys;

import io.tetrarch.cli.command.JsonOption;
import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.json.JsonObject;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what may be shown of a key. */
@Command(
        name = "show",
        header = "Show a key's public half and the id that signatures name it by.",
        description = "Takes a private or a public key in PEM. Nothing secret is printed.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:shown", "2:not a key that can be used; one line on stderr says why"},
        footerHeading = "%nExample:%n",
        footer = "  tetrarch keys show replica.pem")
final class KeysShow implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private KeyFileArgument key = new KeyFileArgument();

    @Mixin
    private JsonOption json = new JsonOption();

    KeysShow(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure, IOException {
        KeyPair pair = key.read();
        if (json.isWanted()) {
            terminal.json(JsonObject.builder()
                    .put("algorithm", "Ed25519")
                    .put("private", pair.hasPrivate())
                    .put("publicKey", pair.publicKey().toString())
                    .put("keyId", pair.keyId().toString())
                    .build());
        } else {
            terminal.out().line("key         Ed25519, " + (pair.hasPrivate() ? "private" : "public"));
            terminal.out().line("public key  " + pair.publicKey());
            terminal.out().line("key id      " + pair.keyId());
        }
        return ExitCode.OK;
    }
}
