package io.tetrarch.cli.keys;

import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.file.Folder;
import io.tetrarch.cli.file.OutputFile;
import io.tetrarch.cli.terminal.Table;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.ed25519.Ed25519Seed;
import io.tetrarch.crypto.keyfile.KeyFileException;
import io.tetrarch.crypto.keyfile.Passphrase;
import io.tetrarch.crypto.keyfile.PrivateKeyFile;
import io.tetrarch.embedded.home.SeatStatement;
import io.tetrarch.json.JsonWriter;
import io.tetrarch.net.link.Address;
import io.tetrarch.proof.bound.Name;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a replica's key where the replica is to run, and what its operator says of it in public. */
@Command(
        name = "new",
        header = "Make the key of a replica of a distributed group, and a signed statement for its founding.",
        description = {
            "The private key NAME.pem stays on this host. NAME.json is public: it goes to whoever founds the group"
                    + " with",
            "'tetrarch init --distributed', by a way that shows whose it is."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:both files are made", "2:they cannot be; one line on stderr says why"},
        footerHeading = "%nExample:%n",
        footer = "  tetrarch keys new creative --operator 'Example Ltd' --address gate.example.com:7401")
final class KeysNew implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "NAME", description = "The replica's name in the group.")
    private String name = "";

    @Option(names = "--operator", required = true, paramLabel = "TEXT", description = "Who runs it.")
    private String operator = "";

    @Option(
            names = "--address",
            required = true,
            paramLabel = "HOST:PORT",
            description = "Where its peers and clients reach it.")
    private String address = "";

    @Option(names = "--dir", paramLabel = "DIR", description = "Where to make the two files (default: here).")
    private String directory = ".";

    @Option(
            names = "--encrypt",
            description = "Encrypt the key with a passphrase: $TETRARCH_PASSPHRASE, or asked for on the terminal.")
    private boolean encrypt;

    KeysNew(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure, IOException {
        if (!Name.isGood(name)) {
            throw Failure.badInput("expected a name of " + Name.WORDS + ", found '" + name + "'");
        }
        if (Address.parse(address).isEmpty()) {
            throw Failure.badInput("--address: expected HOST:PORT, found '" + address + "'");
        }
        Path folder = Folder.path(directory);
        Path key = OutputFile.at(folder.resolve(name + ".pem").toString()).path();
        OutputFile statement = OutputFile.at(folder.resolve(name + ".json").toString());
        Passphrase passphrase = encrypt ? Passphrases.forNewKey() : Passphrases.none();
        byte[] seed = Ed25519Seed.generate(new SecureRandom());
        try {
            PrivateKeyFile.create(key, seed, passphrase);
            SeatStatement said = SeatStatement.sign(
                    name, operator, address, Ed25519Provider.PORTABLE.load().signingKey(seed));
            statement.write(JsonWriter.compactBytes(said.json()));
        } catch (KeyFileException e) {
            throw Failure.badInput(String.valueOf(e.getMessage()));
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
        Table table = Table.of("key", key + ", for you alone");
        table.row("statement", statement.path() + ", for whoever founds the group");
        table.print(terminal.out());
        return ExitCode.OK;
    }
}
