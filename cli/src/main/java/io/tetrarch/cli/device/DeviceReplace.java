package io.tetrarch.cli.device;

import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.crypto.signature.SigningKey;
import io.tetrarch.gate.device.DeviceConsent;
import io.tetrarch.json.JsonObject;
import io.tetrarch.pbft.message.Bytes;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts another key in the place of a device's. */
@Command(
        name = "replace",
        header = "Give a device another key, signed by its old one.",
        description = "Without the old key it is not replaced: it is removed as lost, and paired anew.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:replaced", "2:not replaced; one line on stderr says why"})
final class DeviceReplace implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private DeviceOptions options = new DeviceOptions();

    @Parameters(paramLabel = "NAME", description = "The device.")
    private String name = "";

    @Option(
            names = "--key",
            required = true,
            paramLabel = "FILE",
            description = "The new private key; made if there is none, mode 0600.")
    private String key = "";

    @Option(names = "--old-key", required = true, paramLabel = "FILE", description = "The private key that it has now.")
    private String oldKey = "";

    DeviceReplace(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure, IOException, InterruptedException {
        GateServer server = options.server();
        Paired paired = Paired.at(server);
        paired.known(name);
        SigningKey old = DeviceKey.read(oldKey);
        SigningKey next = DeviceKey.readOrMake(key);
        Bytes raw = Bytes.wrap(next.verifyingKey().raw());
        DeviceConsent consent = paired.consent(server, name, new DeviceConsent.Matter.Replace(raw));
        server.post(
                "/v1/devices/" + name + "/replacement",
                JsonObject.builder()
                        .put("key", raw.toString())
                        .put("possession", consent.sign(next).toString())
                        .put("signature", consent.sign(old).toString())
                        .build());
        terminal.out().line(name + " has the key " + raw + " now");
        return ExitCode.OK;
    }
}
