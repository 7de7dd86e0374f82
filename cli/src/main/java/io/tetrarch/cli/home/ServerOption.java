package io.tetrarch.cli.home;

import io.tetrarch.cli.exit.Failure;
import io.tetrarch.client.GovernedGate;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.embedded.home.ClientFolder;
import io.tetrarch.embedded.home.HomeRefused;
import io.tetrarch.net.client.RemoteGate;
import io.tetrarch.net.link.Address;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option by which commands are told that the group's replicas run in other processes; the same for all of them. */
public final class ServerOption {
    @Option(
            names = "--server",
            paramLabel = "HOST:PORT,...",
            description = "Ask the replicas that listen there; name all of them, so that any may be gone.")
    private @Nullable String server;

    public boolean isGiven() {
        return server != null;
    }

    /** Where the replicas listen. */
    public List<Address> addresses() throws Failure {
        return addresses(String.valueOf(server));
    }

    /** Of a list as the option has it. */
    public static List<Address> addresses(String list) throws Failure {
        List<Address> addresses = new ArrayList<>();
        for (String each : list.split(",", -1)) {
            addresses.add(Address.parse(each.strip())
                    .filter(address -> address.port() > 0)
                    .orElseThrow(() -> Failure.badInput("--server: expected HOST:PORT,..., found '" + each + "'")));
        }
        return addresses;
    }

    /** The group whose replicas listen there. */
    public GovernedGate open(ClientFolder client, List<Address> addresses) throws Failure, IOException {
        try {
            return RemoteGate.open(
                    client,
                    Ed25519Provider.fromSystemPropertyOr(Ed25519Provider.PORTABLE)
                            .load(),
                    addresses);
        } catch (HomeRefused e) {
            throw Failure.badInput(String.valueOf(e.getMessage()));
        }
    }
}
