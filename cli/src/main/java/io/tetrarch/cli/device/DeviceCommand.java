package io.tetrarch.cli.device;

import io.tetrarch.cli.command.CommandFamily;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.node.observe.Await;
import java.util.List;
import picocli.CommandLine.Command;

/** The commands of a person's device. */
@Command(
        name = "device",
        header = "Be a person's or an operator's device: pair it, see what waits, and sign answers.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tetrarch device invite phone",
            "  tetrarch device pair phone --code 7QK2M9XW4T --key phone.pem",
            "  tetrarch device waiting",
            "  tetrarch device approve a3 --key phone.pem",
            "  tetrarch device list",
            "  tetrarch device replace phone --key new.pem --old-key phone.pem",
            "  tetrarch device remove phone --key laptop.pem"
        })
public final class DeviceCommand extends CommandFamily {
    /** What the composition root hangs in. */
    public static List<Object> subcommands(Terminal terminal) {
        return List.of(
                new DeviceInvite(terminal),
                new DevicePair(terminal),
                new DeviceWaiting(terminal),
                new DeviceAnswers.Approve(terminal),
                new DeviceAnswers.Deny(terminal),
                new DeviceList(terminal),
                new DeviceReplace(terminal),
                new DeviceRemove(terminal, Await.LIMIT));
    }
}
