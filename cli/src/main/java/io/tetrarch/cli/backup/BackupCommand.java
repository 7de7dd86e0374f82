package io.tetrarch.cli.backup;

import io.tetrarch.cli.command.JsonOption;
import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.node.NodeOptions;
import io.tetrarch.cli.node.NodeStores;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.embedded.home.HomeRefused;
import io.tetrarch.embedded.home.NodeBackup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Copies a replica's store. */
@Command(
        name = "backup",
        header = "Copy the store of a replica, which may be at work meanwhile, on its own host.",
        description = {
            "It takes the options of 'tetrarch node' (--group, --id and --data are needed). The copy is the store as"
                    + " it was",
            "at one moment; all of it is read again, and its ledger audited by the group file, before it counts. It"
                    + " holds",
            "no private key unless --with-keys is given, and never the one that --key names."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the backup is whole", "2:bad input, or the store does not hold; nothing was kept"},
        footerHeading = "%nExample:%n",
        footer = "  tetrarch backup --config /etc/tetrarch/node.json /backups/creative-1")
public final class BackupCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "DIR", description = "Where to; it must not exist.")
    private String to = "";

    @Option(names = "--with-keys", description = "Also the private keys that the replica made for later epochs.")
    private boolean withKeys;

    @Mixin
    private NodeOptions options = new NodeOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    public BackupCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure, IOException {
        SignatureScheme scheme = Ed25519Provider.PORTABLE.load();
        NodeBackup backup = new NodeBackup(NodeStores.of(options.settings(), scheme), scheme);
        try {
            NodeBackup.Content content = backup.make(Path.of(to), withKeys);
            Contents.tell(terminal, json, "backup", to, content);
            return ExitCode.OK;
        } catch (HomeRefused e) {
            throw Failure.badInput(String.valueOf(e.getMessage()));
        }
    }
}
