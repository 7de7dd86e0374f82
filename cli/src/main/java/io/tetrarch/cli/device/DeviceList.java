package io.tetrarch.cli.device;

import io.tetrarch.cli.command.JsonOption;
import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.terminal.Terminal;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the devices, and what the ledger tells of them. */
@Command(
        name = "list",
        header = "Show the devices that are paired, and each change of them that stands on the ledger.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:shown", "2:the gate cannot be asked; one line on stderr says why"})
final class DeviceList implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private DeviceOptions options = new DeviceOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    DeviceList(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure, InterruptedException {
        GateServer server = options.server();
        if (json.isWanted()) {
            terminal.json(server.get("/v1/devices"));
            return ExitCode.OK;
        }
        Paired paired = Paired.at(server);
        for (Paired.Device device : paired.devices()) {
            terminal.out()
                    .line(device.name() + "  " + device.role() + ", key " + device.key() + ", since "
                            + Instant.ofEpochMilli(device.pairedMillis()) + " by entry " + device.index());
        }
        if (paired.devices().isEmpty()) {
            terminal.err().line("no device is paired");
        }
        for (Paired.Change change : paired.history()) {
            terminal.out()
                    .line("    entry " + change.index() + ", " + Instant.ofEpochMilli(change.millis()) + ", "
                            + change.outcome() + ": " + change.told());
        }
        return ExitCode.OK;
    }
}
