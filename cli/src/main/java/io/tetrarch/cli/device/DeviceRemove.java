package io.tetrarch.cli.device;

import io.tetrarch.cli.command.JsonOption;
import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.crypto.signature.SigningKey;
import io.tetrarch.gate.device.DeviceConsent;
import io.tetrarch.gate.service.ChangeDevice;
import io.tetrarch.json.JsonNumber;
import io.tetrarch.json.JsonObject;
import io.tetrarch.pbft.message.Bytes;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Removes a device, by its own signature, by another's, or by decision of the group's people. */
@Command(
        name = "remove",
        header = "Remove a device: nothing that it signs is taken any more.",
        description = {
            "With --key it is removed by the signature of that key: its own, or another device's if it is lost."
                    + " Without",
            "one the group decides whether it is lost: the judges that are people answer on their devices, and all"
                    + " others",
            "abstain. With --seat the group is asked for more: that the seat it judged for is left vacant, which"
                    + " begins",
            "the next epoch."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:removed",
            "2:it cannot be asked for; one line on stderr says why",
            "3:denied; the device stays",
            "4:undecided; the device stays",
            "5:approved, but the next epoch has not begun yet: until then the device has its seat"
        })
final class DeviceRemove implements Callable<Integer> {
    private final Terminal terminal;
    private final Duration patience;

    @Mixin
    private DeviceOptions options = new DeviceOptions();

    @Parameters(paramLabel = "NAME", description = "The device; with --seat the replica, where its name is another.")
    private String name = "";

    @Option(
            names = {"--key", "--old-key"},
            paramLabel = "FILE",
            description = "The device's private key, or another device's if it is lost.")
    private @Nullable String key;

    @Option(names = "--seat", description = "Leave the seat vacant that it judged for.")
    private boolean seat;

    @Mixin
    private JsonOption json = new JsonOption();

    /** @param patience how long to wait for the next epoch, once it is approved */
    DeviceRemove(Terminal terminal, Duration patience) {
        this.terminal = terminal;
        this.patience = patience;
    }

    @Override
    public Integer call() throws Failure, IOException, InterruptedException {
        GateServer server = options.server();
        if (seat) {
            if (key != null) {
                throw Failure.badInput("--key: a seat is left vacant by the group's decision, which no key signs for");
            }
            return new SeatRemoval(terminal, patience, name, json.isWanted()).run(server);
        }
        Paired paired = Paired.at(server);
        paired.known(name);
        return key == null ? asLost(server, paired) : signed(server, paired, key);
    }

    private int signed(GateServer server, Paired paired, String file)
            throws Failure, IOException, InterruptedException {
        SigningKey signing = DeviceKey.read(file);
        Paired.Device signer = paired.of(Bytes.wrap(signing.verifyingKey().raw()), file);
        DeviceConsent consent = paired.consent(server, name, new DeviceConsent.Matter.Remove());
        JsonObject removed = server.post(
                "/v1/devices/" + name + "/removal",
                JsonObject.builder()
                        .put("signer", signer.name())
                        .put("signature", consent.sign(signing).toString())
                        .build());
        return report("APPROVED", removed, "is removed, by the signature of " + signer.name());
    }

    private int asLost(GateServer server, Paired paired) throws Failure, InterruptedException {
        if (paired.devices().size() == 1) {
            throw Failure.badInput(
                    name + " is the only device, so nobody is left to say that it is lost: found the group anew"
                         + " ('tetrarch up --data OTHER_FOLDER'), pair its devices there, and keep this folder for its"
                         + " proofs; or, where 'tetrarch up' has a terminal, invite an operator's device first");
        }
        DeviceConsent standing = paired.consent(server, name, new DeviceConsent.Matter.Remove());
        JsonObject action = new ChangeDevice.Remove(name, standing.version(), Optional.empty()).json();
        JsonObject decision = SeatRemoval.decided(server, action, json.isWanted(), terminal);
        String outcome = String.valueOf(decision.string("outcome"));
        return report(
                outcome,
                decision,
                SeatRemoval.isApproved(decision)
                        ? "is removed, as lost"
                        : "stays; with --key another device, a person's or an operator's, removes it by its signature");
    }

    private int report(String outcome, JsonObject where, String what) {
        if (json.isWanted()) {
            terminal.json(JsonObject.builder()
                    .put("outcome", outcome)
                    .put("index", where.get("index") instanceof JsonNumber index ? index.toLong() : -1)
                    .build());
        } else {
            terminal.out().line(outcome + ": " + name + " " + what);
        }
        return switch (outcome) {
            case "APPROVED" -> ExitCode.OK;
            case "DENIED" -> ExitCode.DENIED;
            default -> ExitCode.UNDECIDED;
        };
    }
}
