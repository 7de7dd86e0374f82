package io.tetrarch.cli.init;

import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.file.Folder;
import io.tetrarch.cli.file.InputFile;
import io.tetrarch.cli.terminal.Table;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.embedded.home.DistributedFounding;
import io.tetrarch.embedded.home.HomeRefused;
import io.tetrarch.embedded.home.Plan;
import io.tetrarch.embedded.home.SeatStatement;
import io.tetrarch.net.link.Address;
import io.tetrarch.proof.group.Group;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A group of several hosts, from its operators' statements to the commands that each has to run. */
final class DistributedInit {
    private static final int MOST_BYTES = 4096;

    private final Terminal terminal;

    DistributedInit(Terminal terminal) {
        this.terminal = terminal;
    }

    int run(String name, InitRun.Wanted wanted, List<String> files) throws Failure, IOException {
        Path folder = Folder.path(name);
        SignatureScheme scheme = Ed25519Provider.PORTABLE.load();
        Plan standard = InitRun.plan(wanted);
        try {
            List<SeatStatement> seats = new ArrayList<>();
            for (String file : files) {
                SeatStatement seat = SeatStatement.read(
                        file, InputFile.read(file, MOST_BYTES).bytes(), scheme);
                if (Address.parse(seat.address()).isEmpty()) {
                    throw Failure.badInput(file + ": expected an address HOST:PORT, found '" + seat.address() + "'");
                }
                seats.add(seat);
            }
            Plan plan = new Plan(
                    wanted.name().orElse("distributed"),
                    seats.stream().map(SeatStatement::name).toList(),
                    standard.charterFile(),
                    standard.constants(),
                    standard.judges());
            print(folder, DistributedFounding.found(folder, plan, seats, scheme), seats);
            return ExitCode.OK;
        } catch (HomeRefused e) {
            throw Failure.badInput(String.valueOf(e.getMessage()));
        }
    }

    private void print(Path folder, Group group, List<SeatStatement> seats) {
        Table table = Table.of(
                "group",
                group.name() + ", " + group.id() + ", mode " + group.mode().word());
        table.row("for all", folder.resolve("group.json") + " and " + folder.resolve("charter.yaml"));
        for (SeatStatement seat : seats) {
            table.row(
                    seat.operator(),
                    "tetrarch node --group group.json --id " + seat.name() + " --key " + seat.name()
                            + ".pem --data DIR --new");
        }
        table.row(
                "this host",
                "tetrarch decide FILE --server "
                        + seats.stream().map(SeatStatement::address).collect(Collectors.joining(",")) + " --data "
                        + folder);
        table.print(terminal.out());
        terminal.out()
                .line("--new is for each replica's first start alone; without it, one whose store is gone learns.");
    }
}
