package io.tetrarch.cli.repair;

import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.file.Folder;
import io.tetrarch.cli.home.ServerOption;
import io.tetrarch.cli.keys.Passphrases;
import io.tetrarch.cli.node.NodeOptions;
import io.tetrarch.cli.node.NodeStores;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.embedded.home.ClientFolder;
import io.tetrarch.embedded.home.HomeRefused;
import io.tetrarch.embedded.home.NodeStore;
import io.tetrarch.gate.audit.LedgerAudit;
import io.tetrarch.net.client.RemoteLedger;
import io.tetrarch.net.link.Address;
import io.tetrarch.node.store.LedgerArchive;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Puts the store of one replica in order whose others run elsewhere. */
@Command(
        name = "node",
        header = "Move the damaged store of a replica's process aside, and fetch what its ledger lacks.",
        description = {
            "It takes the options of 'tetrarch node' (--group, --id and --data are needed); the replica must not be"
                    + " running.",
            "A damaged store is moved to REPLICA.damaged-N. With --server, what the ledger lacks is read from the"
                    + " other",
            "replicas, audited from its first entry by the group file, and put into the store: all of it where the"
                    + " store was",
            "damaged or is gone, and what was decided while the replica was away. When it is started without a store,"
                    + " or",
            "with one made so, it learns before it votes."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "2:nothing was done: the store is sound and lacks nothing, the replica is running, or no other can be asked"
        },
        footerHeading = "%nExample:%n",
        footer = "  tetrarch repair node --config /etc/tetrarch/node.json --server hostA:7410,hostB:7410 --client gate")
public final class RepairNode implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private NodeOptions options = new NodeOptions();

    @Mixin
    private ServerOption server = new ServerOption();

    @Option(names = "--client", paramLabel = "DIR", description = "Folder of a client of the group; for --server.")
    private @Nullable String client;

    public RepairNode(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure, IOException, InterruptedException {
        if (server.isGiven() != (client != null)) {
            throw Failure.badInput("expected --server and --client together, or neither");
        }
        SignatureScheme scheme = Ed25519Provider.PORTABLE.load();
        NodeStore node = NodeStores.of(options.settings(), scheme);
        Optional<NodeStore.Peers> peers = client == null ? Optional.empty() : Optional.of(peers(client, node, scheme));
        try {
            NodeStore.Repaired repaired = node.repair(peers);
            repaired.aside().ifPresent(aside -> terminal.out().line("moved    " + aside));
            if (peers.isPresent()) {
                terminal.out()
                        .line("fetched  " + repaired.filled() + " entries of the ledger, audited from the first on");
            }
            terminal.out().line("next     start the replica, without --new");
            return ExitCode.OK;
        } catch (HomeRefused e) {
            throw Failure.badInput(String.valueOf(e.getMessage()));
        }
    }

    private NodeStore.Peers peers(String client, NodeStore node, SignatureScheme scheme) throws Failure, IOException {
        List<Address> addresses = server.addresses();
        try {
            ClientFolder folder = ClientFolder.open(Folder.path(client), scheme, Passphrases.forExistingKey());
            return () -> audited(folder, node, scheme, addresses);
        } catch (HomeRefused e) {
            throw Failure.badInput(String.valueOf(e.getMessage()));
        }
    }

    private LedgerArchive audited(ClientFolder folder, NodeStore node, SignatureScheme scheme, List<Address> addresses)
            throws IOException, HomeRefused, InterruptedException {
        LedgerAudit audit = new LedgerAudit(node.group(), scheme);
        RemoteLedger.Copy copy;
        try {
            copy = RemoteLedger.read(folder, scheme, addresses, audit);
        } catch (IOException e) {
            throw new HomeRefused("--server: " + e.getMessage(), e);
        }
        copy.notices().forEach(line -> terminal.err().line("tetrarch: " + line));
        if (copy.broken().isPresent()) {
            throw new HomeRefused("the ledger of the others does not hold: "
                    + copy.broken().get().line());
        }
        terminal.err().line("tetrarch: the ledger: " + copy.end());
        return copy.archive();
    }
}
