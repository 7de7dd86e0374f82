package io.tetrarch.gate.service;

import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.crypto.signature.VerifyingKey;
import io.tetrarch.gate.device.DeviceConsent;
import io.tetrarch.gate.device.DeviceConsent.Matter;
import io.tetrarch.gate.device.DevicePairing;
import io.tetrarch.gate.device.DeviceRole;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.gate.service.ChangeDevice.Invitation;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Terms;
import io.tetrarch.proof.group.Roster;
import io.tetrarch.proof.rule.SystemKind;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What every replica holds against a change of the devices, and how it judges one that says who agrees: by the signatures
 * alone, in a tier of its own in which no charter has a say. One that says nobody is put before the group's people.
 */
public final class ChangeDeviceCheck {
    /** What a verdict names as its judge when it is this check that speaks. */
    public static final String JUDGE = "built-in/change-device";

    /** The tier of changes that say who agrees; no charter may define it. */
    public static final String TIER = SystemKind.DEVICE_TIER;

    /** The client that a gate asks as: it alone may say that its own terminal or program invited. */
    private static final String GATE = "gate";

    private final Digest groupId;
    private final long asOfMillis;
    private final DeviceTable table;
    private final Roster roster;
    private final SignatureScheme scheme;

    private ChangeDeviceCheck(SignedRequest request, DeviceTable table, Roster roster, SignatureScheme scheme) {
        this.groupId = request.request().domain().groupId();
        this.asOfMillis = request.request().validity().notBeforeMillis();
        this.table = table;
        this.roster = roster;
        this.scheme = scheme;
    }

    /**
     * What is wrong with the change, whoever judges it. Deterministic: replicas go by it again when they execute it.
     *
     * @param scheme of the signatures of people's devices
     */
    public static Optional<Judgement> objection(
            SignedRequest request, DeviceTable table, Roster roster, SignatureScheme scheme) {
        try {
            ChangeDevice change = ChangeDevice.read(request.action());
            if (change.isSigned() != request.request().terms().tier().equals(TIER)) {
                return deny(
                        "wrong-tier",
                        change.isSigned()
                                ? "A change that says who agrees goes through the gate's interface for devices."
                                : "Without a signature it is for the group's people to decide.");
            }
            return new ChangeDeviceCheck(request, table, roster, scheme).objection(change);
        } catch (JsonRejected e) {
            return deny("malformed-change", "The action is no change of a device: " + e.getMessage());
        }
    }

    /** Whether this check answers, and no judge. */
    public static boolean concerns(SignedRequest request) {
        return request.request().terms().tier().equals(TIER);
    }

    /**
     * Of a request that {@link #objection} has nothing against.
     *
     * @param client who asks, by name; empty if the group has none such
     */
    public static Judgement judge(SignedRequest request, String client) {
        Terms terms = request.request().terms();
        if (!SystemKind.of(request.action()).equals(Optional.of(SystemKind.CHANGE_DEVICE))) {
            return new Judgement(Answer.DENY, "not-a-device", "Only devices are changed in this tier.");
        }
        if (!client.equals(GATE) || !terms.executor().equals(GATE)) {
            return new Judgement(Answer.DENY, "foreign-change", "A change of devices comes from the gate itself.");
        }
        try {
            return new Judgement(
                    Answer.APPROVE,
                    "device-change",
                    "The signatures hold: "
                            + ChangeDevice.read(request.action()).told() + ".");
        } catch (JsonRejected e) {
            return new Judgement(Answer.DENY, "malformed-change", "The action is no change of a device.");
        }
    }

    private Optional<Judgement> objection(ChangeDevice change) {
        return switch (change) {
            case ChangeDevice.Pair pair -> objection(pair);
            case ChangeDevice.Replace replace -> objection(replace);
            case ChangeDevice.Remove remove -> objection(remove);
            case ChangeDevice.Adopt adopt -> objection(adopt);
        };
    }

    private Optional<Judgement> objection(ChangeDevice.Pair pair) {
        String device = pair.device();
        if (table.find(device).isPresent()) {
            return deny(
                    "device-paired",
                    device + " is paired already: its key is replaced or removed with its own signature, or by another"
                            + " device's.");
        }
        if (table.devices().size() >= DeviceTable.MOST) {
            return deny("too-many-devices", "There are " + DeviceTable.MOST + " devices already.");
        }
        Bytes key = pair.key().raw();
        return stale(device, pair.version())
                .or(() -> unfit(key))
                .or(() -> new DevicePairing(groupId, device, key, pair.code())
                                .isSignedBy(
                                        scheme.verifyingKey(key.toArray()),
                                        pair.key().possession())
                        ? Optional.empty()
                        : deny("no-possession", "The key did not sign this pairing."))
                .or(() -> uninvited(pair));
    }

    private Optional<Judgement> uninvited(ChangeDevice.Pair pair) {
        return switch (pair.invitation()) {
            case Invitation.Terminal terminal -> withoutOperator(pair.role());
            case Invitation.Host host -> withoutOperator(pair.role());
            case Invitation.Operator operator -> {
                Optional<VerifyingKey> key = table.find(operator.operator())
                        .filter(device -> device.role() == DeviceRole.OPERATOR)
                        .map(device -> scheme.verifyingKey(device.key().toArray()));
                if (key.isEmpty()) {
                    yield deny("no-operator", operator.operator() + " is no operator's device.");
                }
                if (operator.untilMillis() < asOfMillis) {
                    yield deny("invitation-expired", "The invitation of " + pair.device() + " is over.");
                }
                Matter invited = new Matter.Invite(pair.role(), operator.untilMillis());
                yield new DeviceConsent(groupId, pair.device(), pair.version(), invited)
                                .isSignedBy(key.get(), operator.signature())
                        ? Optional.empty()
                        : deny("not-signed", operator.operator() + " did not sign this invitation.");
            }
        };
    }

    /** The first operator has nobody to sign for it; from then on operators make operators. */
    private Optional<Judgement> withoutOperator(DeviceRole role) {
        return role == DeviceRole.OPERATOR && table.hasOperator()
                ? deny("operator-needed", "There is an operator: only an operator's signature invites another.")
                : Optional.empty();
    }

    private Optional<Judgement> objection(ChangeDevice.Replace replace) {
        Optional<DeviceTable.Device> old = table.find(replace.device());
        if (old.isEmpty()) {
            return unknown(replace.device());
        }
        Bytes key = replace.key().raw();
        DeviceConsent consent =
                new DeviceConsent(groupId, replace.device(), replace.version(), new Matter.Replace(key));
        return stale(replace.device(), replace.version()).or(() -> unfit(key)).or(() -> {
            if (!consent.isSignedBy(scheme.verifyingKey(old.get().key().toArray()), replace.signature())) {
                return deny("not-signed", "The key of " + replace.device() + " did not sign for this one.");
            }
            return consent.isSignedBy(
                            scheme.verifyingKey(key.toArray()), replace.key().possession())
                    ? Optional.empty()
                    : deny("no-possession", "The new key did not sign.");
        });
    }

    private Optional<Judgement> objection(ChangeDevice.Remove remove) {
        if (table.find(remove.device()).isEmpty()) {
            return unknown(remove.device());
        }
        return stale(remove.device(), remove.version())
                .or(() -> remove.signer().flatMap(signer -> {
                    Optional<DeviceTable.Device> by = table.find(signer.device());
                    if (by.isEmpty()) {
                        return unknown(signer.device());
                    }
                    return new DeviceConsent(groupId, remove.device(), remove.version(), new Matter.Remove())
                                    .isSignedBy(
                                            scheme.verifyingKey(by.get().key().toArray()), signer.signature())
                            ? Optional.empty()
                            : deny("not-signed", signer.device() + " did not sign this removal.");
                }));
    }

    private Optional<Judgement> objection(ChangeDevice.Adopt adopt) {
        if (!table.isNew()) {
            return deny("devices-begun", "The ledger tells of the devices already.");
        }
        Set<String> names = new HashSet<>();
        Set<Bytes> keys = new HashSet<>();
        for (ChangeDevice.Kept kept : adopt.devices()) {
            Optional<Judgement> unfit = unfit(kept.key());
            if (unfit.isPresent()) {
                return unfit;
            }
            if (!names.add(kept.device()) || !keys.add(kept.key())) {
                return deny("key-in-use", "The file has " + kept.device() + " or its key twice.");
            }
        }
        return names.isEmpty() || names.size() > DeviceTable.MOST
                ? deny("too-many-devices", "Expected from 1 to " + DeviceTable.MOST + " devices.")
                : Optional.empty();
    }

    private Optional<Judgement> stale(String device, long version) {
        long present = table.version(device);
        return version == present
                ? Optional.empty()
                : deny("stale-version", device + " is at version " + present + ", the change is of " + version + ".");
    }

    private Optional<Judgement> unfit(Bytes key) {
        if (!Seating.isFit(key)) {
            return deny("unfit-key", "No key generator makes the key " + key + ".");
        }
        boolean taken = table.devices().values().stream()
                        .anyMatch(device -> device.key().equals(key))
                || roster.seats().stream().anyMatch(seat -> seat.key().equals(key))
                || roster.clients().contains(Hash.sha3(key.readOnlyArray()));
        return taken
                ? deny("key-in-use", "The key " + key + " is another device's, or a member's, already.")
                : Optional.empty();
    }

    private static Optional<Judgement> unknown(String device) {
        return deny("unknown-device", "No device is paired as " + device + ".");
    }

    private static Optional<Judgement> deny(String reasonCode, String explanation) {
        return Optional.of(new Judgement(Answer.DENY, reasonCode, explanation));
    }
}
