package io.tetrarch.gate.service;

import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.proof.bound.Bounds;
import io.tetrarch.proof.rule.SystemKind;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The action that gives a seat another key, or none, and so ends the epoch.
 *
 * @param epoch the one that it begins
 * @param seat the name of the replica
 * @param key raw Ed25519 public key; empty to leave the seat vacant
 */
public record ChangeMembership(long epoch, String seat, Optional<Bytes> key) {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    /** The action, its kind first. */
    public JsonObject json() {
        JsonObject.Builder json = JsonObject.builder()
                .put("kind", SystemKind.CHANGE_MEMBERSHIP.word())
                .put("epoch", epoch)
                .put("seat", seat);
        key.ifPresent(raw -> json.put("publicKey", raw.toString()));
        return json.build();
    }

    /**
     * Reads the action, strictly.
     *
     * @throws JsonRejected saying where what was expected
     */
    public static ChangeMembership read(Bytes action) throws JsonRejected {
        JsonCursor root = JsonCursor.parse(action.toArray(), JsonLimits.ACTION)
                .onlyMembers(new LinkedHashSet<>(List.of("kind", "epoch", "seat", "publicKey")));
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

    private static Bytes raw(JsonCursor at) throws JsonRejected {
        if (!HEX.matcher(at.string()).matches()) {
            throw at.rejected("expected an Ed25519 public key of 64 lower-case hex digits");
        }
        return Bytes.wrap(HexFormat.of().parseHex(at.string()));
    }
}
