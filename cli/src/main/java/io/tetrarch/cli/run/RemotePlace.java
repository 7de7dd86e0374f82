package io.tetrarch.cli.run;

import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.home.GroupOption;
import io.tetrarch.cli.home.ServerOption;
import io.tetrarch.cli.terminal.Terminal.Screen;
import io.tetrarch.client.GovernedGate;
import io.tetrarch.embedded.home.ClientFolder;
import io.tetrarch.net.link.Address;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A group whose replicas run in other processes. */
record RemotePlace(GroupOption group, ServerOption server) implements GatePlace {
    @Override
    public Found found() throws Failure, IOException {
        List<Address> replicas = server.addresses();
        ClientFolder client = group.client();
        return new Found() {
            @Override
            public Path path() {
                return client.path();
            }

            @Override
            public GovernedGate open(Screen screen) throws Failure, IOException {
                return server.open(client, replicas);
            }

            @Override
            public GovernedGate openPatiently(Screen screen) throws Failure, IOException {
                return server.open(client, replicas);
            }
        };
    }
}
