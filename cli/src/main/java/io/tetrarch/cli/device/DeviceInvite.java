package io.tetrarch.cli.device;

import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.crypto.signature.SigningKey;
import io.tetrarch.gate.device.DeviceConsent;
import io.tetrarch.gate.device.DeviceRole;
import io.tetrarch.json.JsonObject;
import io.tetrarch.pbft.message.Bytes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Opens an invitation and prints its code. */
@Command(
        name = "invite",
        header = "Invite a device and print the one-time code to type into it.",
        description = {
            "It takes the signature of an operator's device (--key), or the one-time secret that the terminal of",
            "'tetrarch up' shows, which is asked for on stdin: as an argument every process could read it. The code"
                    + " lives",
            "ten minutes and pairs one device. A name that is paired is not invited."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the code is printed", "2:it cannot be invited; one line on stderr says why"})
final class DeviceInvite implements Callable<Integer> {
    private static final long LIFE_MILLIS = 600_000;

    private final Terminal terminal;

    @Mixin
    private DeviceOptions options = new DeviceOptions();

    @Parameters(paramLabel = "NAME", description = "The device, as the charter names it.")
    private String name = "";

    @Option(names = "--operator", description = "Invite an operator's device.")
    private boolean operator;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "The private key of an operator's device, to sign with.")
    private @Nullable String key;

    DeviceInvite(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure, IOException, InterruptedException {
        GateServer server = options.server();
        DeviceRole role = operator ? DeviceRole.OPERATOR : DeviceRole.PERSON;
        JsonObject.Builder asked = JsonObject.builder().put("device", name).put("role", role.word());
        if (key == null) {
            asked.put("secret", secret());
        } else {
            sign(server, asked, role, key);
        }
        terminal.out()
                .line(String.valueOf(
                        server.post("/v1/devices/invitations", asked.build()).string("code")));
        return ExitCode.OK;
    }

    private void sign(GateServer server, JsonObject.Builder asked, DeviceRole role, String file)
            throws Failure, IOException, InterruptedException {
        SigningKey signing = DeviceKey.read(file);
        Paired paired = Paired.at(server);
        long until = System.currentTimeMillis() + LIFE_MILLIS;
        DeviceConsent consent = paired.consent(server, name, new DeviceConsent.Matter.Invite(role, until));
        asked.put(
                        "operator",
                        paired.of(Bytes.wrap(signing.verifyingKey().raw()), file)
                                .name())
                .put("untilMillis", until)
                .put("signature", consent.sign(signing).toString());
    }

    private String secret() throws Failure, IOException {
        if (terminal.err().interactive()) {
            terminal.err().line("the secret that the terminal of 'tetrarch up' shows:");
        }
        String line = new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8)).readLine();
        if (line == null || line.isBlank()) {
            throw Failure.badInput(
                    "expected on stdin the secret that the terminal of 'tetrarch up' shows, or --key with an operator's"
                            + " private key");
        }
        return line.strip();
    }
}
