package io.tetrarch.gate.service;

import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.proof.bound.Bounds;
import io.tetrarch.proof.bound.Name;
import io.tetrarch.proof.group.ClientMember;
import io.tetrarch.proof.group.Role;
import io.tetrarch.proof.rule.SystemKind;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The action that changes who is in the group, and so ends the epoch: it gives a seat another key, or none, or has a client
 * join.
 *
 * @param epoch the one that it begins
 * @param seat the name of the replica; empty where a client joins
 * @param key raw Ed25519 public key; empty to leave the seat vacant, and where a client joins
 * @param joining the client that joins; empty where a seat changes
 */
public record ChangeMembership(long epoch, String seat, Optional<Bytes> key, Optional<ClientMember> joining) {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    /** A change of a seat. */
    public ChangeMembership(long epoch, String seat, Optional<Bytes> key) {
        this(epoch, seat, key, Optional.empty());
    }

    /** A client joins: whoever has its key may ask for decisions, run what they allow, or both. */
    public static ChangeMembership joining(long epoch, ClientMember client) {
        return new ChangeMembership(epoch, "", Optional.empty(), Optional.of(client));
    }

    /** The action, its kind first. */
    public JsonObject json() {
        JsonObject.Builder json = JsonObject.builder()
                .put("kind", SystemKind.CHANGE_MEMBERSHIP.word())
                .put("epoch", epoch);
        if (joining.isPresent()) {
            ClientMember client = joining.get();
            return json.put("client", client.name())
                    .put("publicKey", client.key().toString())
                    .put(
                            "roles",
                            JsonArray.ofStrings(
                                    client.roles().stream().map(Role::word).toList()))
                    .build();
        }
        json.put("seat", seat);
        key.ifPresent(raw -> json.put("publicKey", raw.toString()));
        return json.build();
    }

    /**
     * Reads the action, strictly.
     *
     * @throws JsonRejected saying where what was expected
     */
    public static ChangeMembership read(Bytes action) throws JsonRejected {
        JsonCursor root = JsonCursor.parse(action.toArray(), JsonLimits.ACTION);
        if (root.optional("client") != null) {
            return client(root);
        }
        root.onlyMembers(new LinkedHashSet<>(List.of("kind", "epoch", "seat", "publicKey")));
        JsonCursor kind = root.member("kind");
        if (!kind.string().equals(SystemKind.CHANGE_MEMBERSHIP.word())) {
            throw kind.rejected("expected \"" + SystemKind.CHANGE_MEMBERSHIP.word() + "\"");
        }
        JsonCursor key = root.optional("publicKey");
        return new ChangeMembership(
                root.member("epoch").integer(Bounds.EPOCH),
                root.member("seat").string(),
                key == null ? Optional.empty() : Optional.of(raw(key)));
    }

    private static ChangeMembership client(JsonCursor root) throws JsonRejected {
        root.onlyMembers(new LinkedHashSet<>(List.of("kind", "epoch", "client", "publicKey", "roles")));
        JsonCursor kind = root.member("kind");
        if (!kind.string().equals(SystemKind.CHANGE_MEMBERSHIP.word())) {
            throw kind.rejected("expected \"" + SystemKind.CHANGE_MEMBERSHIP.word() + "\"");
        }
        TreeSet<Role> roles = new TreeSet<>();
        for (JsonCursor each : root.member("roles").elements()) {
            Optional<Role> role = Role.ofWord(each.string());
            if (role.isEmpty() || !roles.isEmpty() && roles.last().compareTo(role.get()) >= 0) {
                throw each.rejected("expected submit, execute or both, in this order");
            }
            roles.add(role.get());
        }
        JsonCursor name = root.member("client");
        if (!Name.isGood(name.string())) {
            throw name.rejected("expected a name of " + Name.WORDS);
        }
        if (roles.isEmpty()) {
            throw root.member("roles").rejected("expected a role at least");
        }
        return joining(
                root.member("epoch").integer(Bounds.EPOCH),
                new ClientMember(name.string(), raw(root.member("publicKey")), roles));
    }

    private static Bytes raw(JsonCursor at) throws JsonRejected {
        if (!HEX.matcher(at.string()).matches()) {
            throw at.rejected("expected an Ed25519 public key of 64 lower-case hex digits");
        }
        return Bytes.wrap(HexFormat.of().parseHex(at.string()));
    }
}
