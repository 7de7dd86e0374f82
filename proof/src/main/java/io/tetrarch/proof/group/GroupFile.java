package io.tetrarch.proof.group;

import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonValue;
import io.tetrarch.json.JsonWriter;
import io.tetrarch.pbft.Limits;
import io.tetrarch.pbft.Timeouts;
import io.tetrarch.pbft.message.Start;
import io.tetrarch.proof.rule.CharterRules;
import io.tetrarch.proof.rule.TierRule;
import java.util.List;

/**
 * The group file: JSON, the same content in two layouts. The canonical one has no white space and its members in the
 * order written here; its SHA3-256 is the group's id. The file itself may have any layout and order of members.
 */
public final class GroupFile {
    /** What the member {@code format} says. */
    public static final String FORMAT = "tetrarch.group.v1";

    private GroupFile() {}

    /**
     * Reads a group file.
     *
     * @param scheme refuses unfit keys
     * @throws JsonRejected with line, column and what was expected there
     */
    public static Group read(byte[] utf8, SignatureScheme scheme) throws JsonRejected {
        return new GroupReader(scheme).read(utf8);
    }

    /** For people and for {@link #read}. */
    public static String write(Group group) {
        return JsonWriter.pretty(json(group));
    }

    static byte[] canonical(Group group) {
        return JsonWriter.compactBytes(json(group));
    }

    private static JsonObject json(Group group) {
        JsonObject.Builder json = JsonObject.builder()
                .put("format", FORMAT)
                .put("name", group.title().name())
                .put("epoch", group.title().epoch());
        group.descent().ifPresent(descent -> json.put("descent", json(descent)));
        return json.put("mode", group.title().mode().word())
                .put(
                        "replicas",
                        array(group.replicas().stream().map(GroupFile::json).toList()))
                .put(
                        "clients",
                        array(group.clients().stream().map(GroupFile::json).toList()))
                .put("charter", charter(group))
                .put("timeouts", json(group.constants().timeouts()))
                .put("limits", json(group.constants().limits()))
                .put("requestLifeMillis", group.constants().requestLifeMillis())
                .build();
    }

    private static JsonObject json(Descent descent) {
        Start start = descent.start();
        return JsonObject.builder()
                .put("foundingGroup", descent.founding().groupId().toString())
                .put("foundingEpoch", descent.founding().epoch())
                .put("previousGroup", descent.previous().toString())
                .put("sequence", start.sequence())
                .put("header", start.header().toString())
                .put("stateRoot", start.stateRoot().toString())
                .build();
    }

    private static JsonObject json(ReplicaMember replica) {
        JsonObject.Builder json = JsonObject.builder().put("name", replica.name());
        if (!replica.isVacant()) {
            json.put("key", replica.key().toString());
        }
        replica.address().ifPresent(address -> json.put("address", address));
        return json.put("operator", replica.operator()).build();
    }

    private static JsonObject json(ClientMember client) {
        return JsonObject.builder()
                .put("name", client.name())
                .put("key", client.key().toString())
                .put(
                        "roles",
                        JsonArray.ofStrings(
                                client.roles().stream().map(Role::word).toList()))
                .build();
    }

    private static JsonObject charter(Group group) {
        CharterRules charter = group.charter().rules();
        JsonObject.Builder json = JsonObject.builder()
                .put("version", charter.version())
                .put("digest", group.charter().digest().toString())
                .put(
                        "tiers",
                        array(charter.tiers().entrySet().stream()
                                .map(tier -> tier(tier.getKey(), tier.getValue(), group.replicaNames()))
                                .toList()));
        if (charter.judges().isPinned()) {
            json.put("judges", charter.judges().json());
        }
        return json.build();
    }

    private static JsonObject tier(String name, TierRule rule, List<String> replicas) {
        JsonObject.Builder tier = JsonObject.builder()
                .put("name", name)
                .put("approvals", rule.approvals())
                .put(
                        "named",
                        JsonArray.ofStrings(
                                rule.named().stream().map(replicas::get).toList()));
        if (rule.shadow()) {
            tier.put("shadow", true);
        }
        return tier.build();
    }

    private static JsonObject json(Timeouts timeouts) {
        return JsonObject.builder()
                .put("viewMillis", timeouts.viewMillis())
                .put("viewCapMillis", timeouts.viewCapMillis())
                .put("statusMillis", timeouts.statusMillis())
                .put("graceMillis", timeouts.graceMillis())
                .build();
    }

    private static JsonObject json(Limits limits) {
        return JsonObject.builder()
                .put("checkpointInterval", limits.checkpointInterval())
                .put("pipelineDepth", limits.pipelineDepth())
                .put("batchEntries", limits.batchEntries())
                .put("batchBytes", limits.batchBytes())
                .put("pendingPerClient", limits.pendingPerClient())
                .put("pendingRequests", limits.pendingRequests())
                .build();
    }

    private static JsonArray array(List<JsonObject> objects) {
        return new JsonArray(List.<JsonValue>copyOf(objects));
    }
}
