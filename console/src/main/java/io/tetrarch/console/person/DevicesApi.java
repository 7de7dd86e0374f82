package io.tetrarch.console.person;

import io.javalin.http.Context;
import io.tetrarch.console.access.Role;
import io.tetrarch.console.http.Fields;
import io.tetrarch.console.http.Problem;
import io.tetrarch.console.http.Problem.Kind;
import io.tetrarch.console.http.Reply;
import io.tetrarch.console.http.Route;
import io.tetrarch.console.ledger.DeviceHistory;
import io.tetrarch.console.ledger.LedgerView;
import io.tetrarch.console.operator.Operators;
import io.tetrarch.gate.charter.JudgeSpec;
import io.tetrarch.gate.device.DeviceRole;
import io.tetrarch.gate.service.ChangeDevice;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonValue;
import io.tetrarch.node.device.DeviceBook;
import io.tetrarch.node.device.DeviceRefused;
import io.tetrarch.node.device.PairedDevice;
import io.tetrarch.node.observe.Observatory;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.proof.bound.Name;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code /v1/devices}. Whoever asks on this machine is not believed for that: inviting takes an operator or the server's
 * terminal, and a key that is paired is replaced or removed by a signature alone.
 */
public final class DevicesApi {
    private static final int KEY_BYTES = 32;
    private static final int SIGNATURE_BYTES = 64;

    private final Observatory observatory;
    private final LedgerView ledger;
    private final Operators operators;
    private final Runnable devicesChanged;

    /** @param devicesChanged told when a device was paired, got another key or was removed */
    public DevicesApi(Observatory observatory, LedgerView ledger, Operators operators, Runnable devicesChanged) {
        this.observatory = observatory;
        this.ledger = ledger;
        this.operators = operators;
        this.devicesChanged = devicesChanged;
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/v1/devices", this::list),
                Route.get("/v1/devices/{name}", this::name),
                Route.post("/v1/devices/invitations", Role.APPROVE, this::invite),
                Route.post("/v1/devices", Role.APPROVE, this::pair),
                Route.post("/v1/devices/{name}/replacement", Role.APPROVE, this::replace),
                Route.post("/v1/devices/{name}/removal", Role.APPROVE, this::remove));
    }

    private DeviceBook devices() {
        return observatory.approvals().devices();
    }

    private void list(Context context) throws IOException {
        List<String> wanted = new ArrayList<>();
        for (JudgeSpec judge : observatory.charter().judges()) {
            if (judge instanceof JudgeSpec.Person person) {
                wanted.add(person.device());
            }
        }
        Reply.json(
                context,
                JsonObject.builder()
                        .put("group", ApprovalsApi.group(observatory))
                        .put(
                                "devices",
                                new JsonArray(devices().devices().stream()
                                        .<JsonValue>map(DevicesApi::json)
                                        .toList()))
                        .put(
                                "wanted",
                                JsonArray.ofStrings(wanted.stream().distinct().toList()))
                        .put(
                                "history",
                                new JsonArray(ledger.devices().stream()
                                        .<JsonValue>map(DevicesApi::json)
                                        .toList()))
                        .build());
    }

    /** Also of a name that no device has: what an invitation has to say. */
    private void name(Context context) throws Problem {
        String name = named(context);
        Reply.json(
                context,
                JsonObject.builder()
                        .put("group", ApprovalsApi.group(observatory))
                        .put("name", name)
                        .put("version", devices().version(name))
                        .put(
                                "paired",
                                devices().devices().stream()
                                        .anyMatch(device -> device.name().equals(name)))
                        .build());
    }

    private static String named(Context context) throws Problem {
        String name = context.pathParam("name");
        if (!Name.isReadable(name)) {
            throw new Problem(Kind.NOT_FOUND, "a device's name has " + Name.READABLE_WORDS);
        }
        return name;
    }

    private static JsonObject json(PairedDevice device) {
        return JsonObject.builder()
                .put("name", device.name())
                .put("key", device.key().toString())
                .put("role", device.role().word())
                .put("version", device.version())
                .put("pairedMillis", device.pairedMillis())
                .put("index", device.ledgerIndex())
                .build();
    }

    private static JsonObject json(DeviceHistory.Event event) {
        return JsonObject.builder()
                .put("index", event.index())
                .put("millis", event.millis())
                .put("outcome", event.outcome().name())
                .put("told", event.told())
                .build();
    }

    private void invite(Context context) throws Problem, IOException {
        Fields fields = Fields.of(context);
        String device = fields.string("device");
        DeviceRole role = fields.json().get("role") == null ? DeviceRole.PERSON : role(fields.string("role"));
        try {
            DeviceBook.Invitation invitation = devices().invite(device, role, operators.inviter(fields));
            context.status(201);
            Reply.json(
                    context,
                    JsonObject.builder()
                            .put("device", invitation.device())
                            .put("code", invitation.code())
                            .put("untilMillis", invitation.untilMillis())
                            .build());
        } catch (DeviceRefused e) {
            throw ApprovalsApi.problem(e);
        }
    }

    private static DeviceRole role(String word) throws Problem {
        return DeviceRole.named(word)
                .orElseThrow(() -> new Problem(Kind.BAD_REQUEST, "role: expected person or operator"));
    }

    private void pair(Context context) throws Problem, IOException, InterruptedException {
        Fields fields = Fields.of(context);
        try {
            PairedDevice device = devices()
                    .pair(
                            fields.string("device"),
                            fields.hex("key", KEY_BYTES),
                            fields.string("code"),
                            fields.hex("signature", SIGNATURE_BYTES));
            devicesChanged.run();
            context.status(201);
            Reply.json(context, json(device));
        } catch (DeviceRefused e) {
            throw ApprovalsApi.problem(e);
        }
    }

    private void replace(Context context) throws Problem, IOException, InterruptedException {
        String name = named(context);
        Fields fields = Fields.of(context);
        Bytes key = fields.hex("key", KEY_BYTES);
        Bytes possession = fields.hex("possession", SIGNATURE_BYTES);
        try {
            PairedDevice device = devices()
                    .replace(name, new ChangeDevice.NewKey(key, possession), fields.hex("signature", SIGNATURE_BYTES));
            devicesChanged.run();
            Reply.json(context, json(device));
        } catch (DeviceRefused e) {
            throw ApprovalsApi.problem(e);
        }
    }

    private void remove(Context context) throws Problem, IOException, InterruptedException {
        String name = named(context);
        Fields fields = Fields.of(context);
        try {
            long index = devices()
                    .remove(
                            name,
                            new ChangeDevice.Signer(fields.string("signer"), fields.hex("signature", SIGNATURE_BYTES)));
            devicesChanged.run();
            Reply.json(context, JsonObject.builder().put("index", index).build());
        } catch (DeviceRefused e) {
            throw ApprovalsApi.problem(e);
        }
    }
}
