package io.tetrarch.client;

import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Hash;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A tool as its server defines it: a JSON object with its {@code name}, and mostly an {@code inputSchema}, as in the Model
 * Context Protocol. Immutable.
 */
public final class ToolDefinition {
    private final String name;
    private final Digest digest;
    private final Optional<SchemaCheck> schema;

    private ToolDefinition(String name, Digest digest, Optional<SchemaCheck> schema) {
        this.name = name;
        this.digest = digest;
        this.schema = schema;
    }

    /**
     * Reads a definition.
     *
     * @param json the object as the server wrote it, UTF-8
     * @throws JsonRejected if it is no JSON object with a name, or its schema is none, or says something that is not checked
     *     here, so that arguments which pass might not be of it
     */
    public static ToolDefinition of(byte[] json) throws JsonRejected {
        JsonCursor root = JsonCursor.parse(json, JsonLimits.FILE);
        String name = root.member("name").string();
        JsonCursor schema = root.optional("inputSchema");
        return new ToolDefinition(
                name, digestOf(json), schema == null ? Optional.empty() : Optional.of(SchemaCheck.of(schema)));
    }

    /** {@link #of(byte[])} of a text. */
    public static ToolDefinition of(String json) throws JsonRejected {
        return of(json.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The digest of a definition, whatever it says: SHA3-256 of the server's own bytes, from the first of the object to its
     * last, without the white space round it. It is that which a request carries, and by which a changed definition is known.
     */
    public static Digest digestOf(byte[] json) {
        int from = 0;
        int to = json.length;
        while (from < to && isSpace(json[from])) {
            from++;
        }
        while (to > from && isSpace(json[to - 1])) {
            to--;
        }
        return Hash.sha3(Arrays.copyOfRange(json, from, to));
    }

    private static boolean isSpace(byte one) {
        return one == ' ' || one == '\t' || one == '\n' || one == '\r';
    }

    /** As the server calls it. */
    public String name() {
        return name;
    }

    /** {@link #digestOf} of this one. */
    public Digest digest() {
        return digest;
    }

    /**
     * Why these arguments are not what the tool's schema asks for, in one line that names the place; empty if they are, or
     * there is no schema. What is judged should be what the tool takes: arguments that a server would fill in, cut or read
     * in its own way are better refused before anybody judges them.
     */
    public Optional<String> flaw(JsonObject arguments) {
        return schema.flatMap(check -> check.flaw(arguments));
    }

    @Override
    public String toString() {
        return "tool " + name + " " + digest.abbreviated();
    }
}
