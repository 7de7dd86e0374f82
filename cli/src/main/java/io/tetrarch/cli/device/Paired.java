package io.tetrarch.cli.device;

import io.tetrarch.cli.exit.Failure;
import io.tetrarch.gate.device.DeviceConsent;
import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonWriter;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The devices of a group, as the server tells of them. */
record Paired(Digest groupId, List<Device> devices, List<Change> history) {
    /** @param index of the entry of the ledger by which it has this key */
    record Device(String name, String key, String role, long pairedMillis, long index) {}

    /** A decision on a change, in words. */
    record Change(long index, long millis, String outcome, String told) {}

    static Paired at(GateServer server) throws Failure, InterruptedException {
        try {
            JsonCursor answer = JsonCursor.parse(JsonWriter.compactBytes(server.get("/v1/devices")), JsonLimits.FILE);
            List<Device> devices = new ArrayList<>();
            for (JsonCursor each : answer.member("devices").elements()) {
                devices.add(new Device(
                        each.member("name").string(),
                        each.member("key").string(),
                        each.member("role").string(),
                        each.member("pairedMillis").integer(0, Long.MAX_VALUE),
                        each.member("index").integer(0, Long.MAX_VALUE)));
            }
            List<Change> history = new ArrayList<>();
            for (JsonCursor each : answer.member("history").elements()) {
                history.add(new Change(
                        each.member("index").integer(0, Long.MAX_VALUE),
                        each.member("millis").integer(0, Long.MAX_VALUE),
                        each.member("outcome").string(),
                        each.member("told").string()));
            }
            return new Paired(Digest.ofHex(answer.member("group").member("id").string()), devices, history);
        } catch (JsonRejected e) {
            throw unexpected(e);
        }
    }

    private static Failure unexpected(JsonRejected e) {
        return Failure.badInput(
                "the server's list of devices is not as expected; is it a gate of this version? " + e.problem());
    }

    Optional<Device> find(String name) {
        return devices.stream().filter(device -> device.name().equals(name)).findFirst();
    }

    Device known(String name) throws Failure {
        return find(name)
                .orElseThrow(() -> Failure.badInput(
                        "no device is paired as " + name + "; 'tetrarch device" + " list' shows those that are"));
    }

    /** The device that this key is of. */
    Device of(Bytes key, String file) throws Failure {
        return devices.stream()
                .filter(device -> device.key().equals(key.toString()))
                .findFirst()
                .orElseThrow(() -> Failure.badInput(file + ": no device is paired with this key"));
    }

    /** What its key signs; the version is the one that the name has now. */
    DeviceConsent consent(GateServer server, String name, DeviceConsent.Matter matter)
            throws Failure, InterruptedException {
        try {
            JsonCursor standing =
                    JsonCursor.parse(JsonWriter.compactBytes(server.get("/v1/devices/" + name)), JsonLimits.FILE);
            return new DeviceConsent(groupId, name, standing.member("version").integer(0, Long.MAX_VALUE), matter);
        } catch (JsonRejected e) {
            throw unexpected(e);
        }
    }
}
