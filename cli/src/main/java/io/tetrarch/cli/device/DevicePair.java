package io.tetrarch.cli.device;

import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.crypto.signature.SigningKey;
import io.tetrarch.gate.device.DevicePairing;
import io.tetrarch.json.JsonObject;
import io.tetrarch.pbft.message.Bytes;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Pairs this machine. */
@Command(
        name = "pair",
        header = "Pair this machine as a device, with the code that the inviter was shown.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:paired", "2:not paired; one line on stderr says why"})
final class DevicePair implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private DeviceOptions options = new DeviceOptions();

    @Parameters(paramLabel = "NAME", description = "The device, as it was invited.")
    private String name = "";

    @Option(names = "--code", required = true, paramLabel = "CODE", description = "The one-time code.")
    private String code = "";

    @Option(
            names = "--key",
            required = true,
            paramLabel = "FILE",
            description = "The device's private key; made if there is none, mode 0600.")
    private String key = "";

    DevicePair(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure, IOException, InterruptedException {
        GateServer server = options.server();
        Waiting waiting = Waiting.at(server);
        SigningKey signing = DeviceKey.readOrMake(key);
        Bytes raw = Bytes.wrap(signing.verifyingKey().raw());
        String typed = code.strip().toUpperCase(Locale.ROOT);
        DevicePairing pairing = new DevicePairing(waiting.group().groupId(), name, raw, typed);
        server.post(
                "/v1/devices",
                JsonObject.builder()
                        .put("device", name)
                        .put("key", raw.toString())
                        .put("code", typed)
                        .put("signature", pairing.sign(signing).toString())
                        .build());
        terminal.out().line(name + " is paired with the key " + raw);
        return ExitCode.OK;
    }
}
