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
import picocli.CommandLine.Parameters;

/** Puts a copy of a replica's store in its place. */
@Command(
        name = "restore",
        header = "Put the backup of a replica's store where its store is gone.",
        description = {
            "It takes the options of 'tetrarch node' (--group, --id and --data are needed). The backup is read whole"
                    + " and its",
            "ledger audited first. A replica that is started with it learns from the others before it votes again,"
                    + " always:",
            "it may have signed since. While it learns, all others are needed."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:restored; start the replica, without --new",
            "2:nothing was restored: bad input, a store is there, the replica is at work, or the backup does not hold"
        },
        footerHeading = "%nExample:%n",
        footer = "  tetrarch restore --config /etc/tetrarch/node.json /backups/creative-1")
public final class RestoreCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "DIR", description = "The backup.")
    private String from = "";

    @Mixin
    private NodeOptions options = new NodeOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    public RestoreCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure, IOException {
        SignatureScheme scheme = Ed25519Provider.PORTABLE.load();
        NodeBackup backup = new NodeBackup(NodeStores.of(options.settings(), scheme), scheme);
        try {
            NodeBackup.Content content = backup.restore(Path.of(from));
            Contents.tell(terminal, json, "restored", from, content);
            if (!json.isWanted()) {
                terminal.out().line("next     start the replica, without --new: it learns from the others, then votes");
            }
            return ExitCode.OK;
        } catch (HomeRefused e) {
            throw Failure.badInput(String.valueOf(e.getMessage()));
        }
    }
}
