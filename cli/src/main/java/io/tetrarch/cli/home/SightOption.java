package io.tetrarch.cli.home;

import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.terminal.Terminal.Screen;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.embedded.home.ClientFolder;
import io.tetrarch.embedded.home.Inspection;
import io.tetrarch.net.client.RemoteInspection;
import io.tetrarch.net.link.Address;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Mixin;

/** The options by which commands that look are told where: a folder that no process has open, or a running group. */
public final class SightOption {
    @Mixin
    private GroupOption group = new GroupOption();

    @Mixin
    private ServerOption server = new ServerOption();

    /** Whether a running group is to be asked. */
    public boolean isRemote() {
        return server.isGiven();
    }

    public GroupOption group() {
        return group;
    }

    public ServerOption server() {
        return server;
    }

    /** Opens what is to be looked at; of a running group, says on the screen by whose word its ledger goes no further. */
    public Inspection inspect(Screen screen) throws Failure, IOException, InterruptedException {
        if (!server.isGiven()) {
            return group.inspect(screen);
        }
        return remote(server, group.client(), screen);
    }

    /** The running group, as this client of it sees it. */
    static Inspection remote(ServerOption server, ClientFolder client, Screen screen)
            throws Failure, InterruptedException, IOException {
        RemoteInspection opened = opened(server, client);
        opened.notices().forEach(line -> screen.line("tetrarch: " + line));
        screen.line("tetrarch: the ledger: " + opened.end());
        return opened;
    }

    private static RemoteInspection opened(ServerOption server, ClientFolder client)
            throws Failure, InterruptedException, IOException {
        List<Address> addresses = server.addresses();
        try {
            return RemoteInspection.open(client, Ed25519Provider.PORTABLE.load(), addresses);
        } catch (IOException e) {
            throw Failure.badInput("--server: " + e.getMessage());
        }
    }
}
