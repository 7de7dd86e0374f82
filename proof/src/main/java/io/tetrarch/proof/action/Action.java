package io.tetrarch.proof.action;

import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonParser;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonWriter;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Hash;
import org.jspecify.annotations.Nullable;

/**
 * What an agent wants to do: a JSON object, and the bytes that stand for it. The action bytes are UTF-8 without
 * insignificant white space, members in the order submitted, strings and numbers as in RFC 8785; the hash is their
 * SHA3-256. Parsing the action bytes gives an equal action, so a replica that receives them judges, and an executor
 * runs, exactly what was hashed. Two actions are equal if their bytes are.
 */
public final class Action {

    private final JsonObject json;
    private final byte[] bytes;
    private final Digest hash;

    private Action(JsonObject json, byte[] bytes) {
        this.json = json;
        this.bytes = bytes;
        this.hash = Hash.sha3(bytes);
    }

    /**
     * Reads an action as submitted.
     *
     * @throws JsonRejected with line and column unless the text is one strict JSON object within
     *     {@link JsonLimits#ACTION}, and so are its action bytes (numbers may grow: 1e20)
     */
    public static Action parse(byte[] utf8) throws JsonRejected {
        JsonObject json = JsonParser.parseObject(utf8, JsonLimits.ACTION);
        byte[] bytes = JsonWriter.compactBytes(json);
        if (bytes.length > JsonLimits.ACTION.maxBytes()) {
            throw new JsonRejected(
                    1,
                    1,
                    "expected at most " + JsonLimits.ACTION.maxBytes() + " bytes with numbers written out, found "
                            + bytes.length);
        }
        return new Action(json, bytes);
    }

    public JsonObject json() {
        return json;
    }

    /** A copy of the action bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** SHA3-256 of the action bytes. */
    public Digest hash() {
        return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Action that && hash.equals(that.hash);
    }

    @Override
    public int hashCode() {
        return hash.hashCode();
    }

    /** The action bytes as text. */
    @Override
    public String toString() {
        return json.toJson();
    }
}
