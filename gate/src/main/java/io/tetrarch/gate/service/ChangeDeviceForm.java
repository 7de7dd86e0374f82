package io.tetrarch.gate.service;

import io.tetrarch.gate.device.DeviceRole;
import io.tetrarch.gate.service.ChangeDevice.Adopt;
import io.tetrarch.gate.service.ChangeDevice.Invitation;
import io.tetrarch.gate.service.ChangeDevice.Kept;
import io.tetrarch.gate.service.ChangeDevice.NewKey;
import io.tetrarch.gate.service.ChangeDevice.Pair;
import io.tetrarch.gate.service.ChangeDevice.Remove;
import io.tetrarch.gate.service.ChangeDevice.Replace;
import io.tetrarch.gate.service.ChangeDevice.Signer;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonValue;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.proof.bound.Name;
import io.tetrarch.proof.rule.SystemKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** A change of a device as an action: one form per change, its members in this order. */
final class ChangeDeviceForm {
    private static final long MOST = (1L << 53) - 1;
    private static final int KEY_BYTES = 32;
    private static final int SIGNATURE_BYTES = 64;
    private static final int MOST_CODE = 64;

    private ChangeDeviceForm() {}

    static JsonObject of(ChangeDevice change) {
        JsonObject.Builder json = JsonObject.builder().put("kind", SystemKind.CHANGE_DEVICE.word());
        return switch (change) {
            case Pair pair ->
                named(json, "pair", pair.device(), pair.version())
                        .put("role", pair.role().word())
                        .put("key", pair.key().raw().toString())
                        .put("code", pair.code())
                        .put("possession", pair.key().possession().toString())
                        .put("invitation", of(pair.invitation()))
                        .build();
            case Replace replace ->
                named(json, "replace", replace.device(), replace.version())
                        .put("key", replace.key().raw().toString())
                        .put("possession", replace.key().possession().toString())
                        .put("signature", replace.signature().toString())
                        .build();
            case Remove remove -> {
                named(json, "remove", remove.device(), remove.version());
                remove.signer()
                        .ifPresent(signer -> json.put("signer", signer.device())
                                .put("signature", signer.signature().toString()));
                yield json.build();
            }
            case Adopt adopt ->
                json.put("change", "adopt")
                        .put(
                                "devices",
                                new JsonArray(adopt.devices().stream()
                                        .<JsonValue>map(ChangeDeviceForm::of)
                                        .toList()))
                        .build();
        };
    }

    private static JsonObject.Builder named(JsonObject.Builder json, String change, String device, long version) {
        return json.put("change", change).put("device", device).put("version", version);
    }

    private static JsonObject of(Kept kept) {
        return JsonObject.builder()
                .put("device", kept.device())
                .put("key", kept.key().toString())
                .put("pairedMillis", kept.pairedMillis())
                .build();
    }

    private static JsonObject of(Invitation invitation) {
        JsonObject.Builder json = JsonObject.builder();
        return switch (invitation) {
            case Invitation.Terminal terminal -> json.put("by", "terminal").build();
            case Invitation.Host host -> json.put("by", "host").build();
            case Invitation.Operator operator ->
                json.put("by", "operator")
                        .put("operator", operator.operator())
                        .put("untilMillis", operator.untilMillis())
                        .put("signature", operator.signature().toString())
                        .build();
        };
    }

    static ChangeDevice read(Bytes action) throws JsonRejected {
        JsonCursor root = JsonCursor.parse(action.toArray(), JsonLimits.ACTION);
        JsonCursor kind = root.member("kind");
        if (!kind.string().equals(SystemKind.CHANGE_DEVICE.word())) {
            throw kind.rejected("expected \"" + SystemKind.CHANGE_DEVICE.word() + "\"");
        }
        JsonCursor change = root.member("change");
        return switch (change.string()) {
            case "pair" -> pair(only(root, "role", "key", "code", "possession", "invitation"));
            case "replace" -> replace(only(root, "key", "possession", "signature"));
            case "remove" -> remove(only(root, "signer", "signature"));
            case "adopt" -> adopt(root.onlyMembers(new LinkedHashSet<>(List.of("kind", "change", "devices"))));
            default -> throw change.rejected("expected pair, replace, remove or adopt");
        };
    }

    private static JsonCursor only(JsonCursor root, String... more) throws JsonRejected {
        LinkedHashSet<String> members = new LinkedHashSet<>(List.of("kind", "change", "device", "version"));
        members.addAll(Arrays.asList(more));
        return root.onlyMembers(members);
    }

    private static Pair pair(JsonCursor root) throws JsonRejected {
        JsonCursor role = root.member("role");
        JsonCursor code = root.member("code");
        if (code.string().length() > MOST_CODE) {
            throw code.rejected("expected at most " + MOST_CODE + " characters");
        }
        return new Pair(
                device(root.member("device")),
                version(root),
                key(root),
                DeviceRole.named(role.string()).orElseThrow(() -> role.rejected("expected person or operator")),
                code.string(),
                invitation(root.member("invitation")));
    }

    private static Invitation invitation(JsonCursor at) throws JsonRejected {
        JsonCursor by = at.member("by");
        return switch (by.string()) {
            case "terminal" -> new Invitation.Terminal();
            case "host" -> new Invitation.Host();
            case "operator" ->
                new Invitation.Operator(
                        device(at.member("operator")),
                        at.member("untilMillis").integer(0, MOST),
                        hex(at.member("signature"), SIGNATURE_BYTES));
            default -> throw by.rejected("expected terminal, host or operator");
        };
    }

    private static Replace replace(JsonCursor root) throws JsonRejected {
        return new Replace(
                device(root.member("device")),
                version(root),
                key(root),
                hex(root.member("signature"), SIGNATURE_BYTES));
    }

    private static Remove remove(JsonCursor root) throws JsonRejected {
        JsonCursor signer = root.optional("signer");
        JsonCursor signature = root.optional("signature");
        if (signer == null != (signature == null)) {
            throw root.rejected("expected both or neither of signer and signature");
        }
        return new Remove(
                device(root.member("device")),
                version(root),
                signer == null || signature == null
                        ? Optional.empty()
                        : Optional.of(new Signer(device(signer), hex(signature, SIGNATURE_BYTES))));
    }

    private static Adopt adopt(JsonCursor root) throws JsonRejected {
        List<Kept> devices = new ArrayList<>();
        for (JsonCursor each : root.member("devices").elements()) {
            devices.add(new Kept(
                    device(each.member("device")),
                    hex(each.member("key"), KEY_BYTES),
                    each.member("pairedMillis").integer(0, MOST)));
        }
        return new Adopt(devices);
    }

    private static NewKey key(JsonCursor root) throws JsonRejected {
        return new NewKey(hex(root.member("key"), KEY_BYTES), hex(root.member("possession"), SIGNATURE_BYTES));
    }

    private static String device(JsonCursor at) throws JsonRejected {
        if (!Name.isReadable(at.string())) {
            throw at.rejected("expected a device's name, which has " + Name.READABLE_WORDS);
        }
        return at.string();
    }

    private static long version(JsonCursor root) throws JsonRejected {
        return root.member("version").integer(0, MOST);
    }

    private static Bytes hex(JsonCursor at, int bytes) throws JsonRejected {
        if (!at.string().matches("[0-9a-f]{" + 2 * bytes + "}")) {
            throw at.rejected("expected " + 2 * bytes + " lower-case hex digits");
        }
        return Bytes.wrap(HexFormat.of().parseHex(at.string()));
    }
}
