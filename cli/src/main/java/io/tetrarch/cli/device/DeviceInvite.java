package io.tetrarch.cli.device;

import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Opens an invitation and prints its code. */
@Command(
        name = "invite",
        header = "Invite a device and print the one-time code to type into it.",
        description = "The code lives ten minutes and pairs one device; a device of that name is replaced by it.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the code is printed", "2:it cannot be invited; one line on stderr says why"})
final class DeviceInvite implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private DeviceOptions options = new DeviceOptions();

    @Parameters(paramLabel = "NAME", description = "The device, as the charter names it.")
    private String name = "";

    DeviceInvite(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure, InterruptedException {
        JsonObject invitation = options.server()
                .post(
                        "/v1/devices/invitations",
                        JsonObject.builder().put("device", name).build());
        terminal.out().line(String.valueOf(invitation.string("code")));
        return ExitCode.OK;
    }
}
