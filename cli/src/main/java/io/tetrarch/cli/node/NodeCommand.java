package io.tetrarch.cli.node;

import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.terminal.Terminal;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs one replica. */
@Command(
        name = "node",
        header = "Run one replica of a group, whose others run in processes of their own, until it is stopped.",
        description = {
            "It listens for its peers and clients, and connects to its peers at the addresses in the group file: over",
            "TLS 1.3, both ends shown to be of the group by the keys in that file. What it has signed it keeps in"
                    + " --data;",
            "without that it may learn, and not vote. 'tetrarch config explain' says where each setting is from."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:stopped by a signal",
            "2:it cannot start: a file, the folder or the address is not what it should be, or is in use",
            "70:the replica has halted, or its disk failed"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tetrarch node --group group.json --id creative --key creative.pem --data /srv/tetrarch --new",
            "  tetrarch node --group group.json --id creative --key creative.pem --data /srv/tetrarch",
            "  tetrarch node --config /etc/tetrarch/node.json"
        })
public final class NodeCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private NodeOptions options = new NodeOptions();

    @Option(
            names = "--new",
            description = "The replica has never voted: its first start, and no other. Without it a replica that has no"
                    + " store takes it for lost.")
    private boolean isNew;

    public NodeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure, IOException, InterruptedException {
        return new NodeRun(terminal).run(options.settings(), isNew);
    }
}
