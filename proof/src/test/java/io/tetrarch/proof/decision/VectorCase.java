package io.tetrarch.proof.decision;

import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * One case of the vectors: two files, changed or not, and what a verifier says of them.
 *
 * @param group the name of a group file, without its ending
 * @param proof the name of a proof file
 * @param expected an outcome, or the number of the check that fails first
 * @param walk whether the shell walk of docs/proof-format.md is to say so too
 */
record VectorCase(String name, String group, String proof, Object expected, boolean walk, List<Edit> edits) {
    /** Instead of {@code drop} bytes from byte {@code at} on, these. */
    record Edit(boolean ofGroup, int at, int drop, byte[] put) {
        static Edit proof(int at, int drop, String put) {
            return new Edit(false, at, drop, put.getBytes(StandardCharsets.UTF_8));
        }

        static Edit group(int at, int drop, String put) {
            return new Edit(true, at, drop, put.getBytes(StandardCharsets.UTF_8));
        }

        byte[] apply(byte[] file) {
            ByteArrayOutputStream changed = new ByteArrayOutputStream();
            changed.write(file, 0, at);
            changed.writeBytes(put);
            changed.write(file, at + drop, file.length - at - drop);
            return changed.toByteArray();
        }

        private JsonObject json() {
            JsonObject.Builder json = JsonObject.builder()
                    .put("file", ofGroup ? "group" : "proof")
                    .put("at", at)
                    .put("drop", drop);
            String text = new String(put, StandardCharsets.UTF_8);
            boolean isText = Arrays.equals(text.getBytes(StandardCharsets.UTF_8), put);
            return (isText
                            ? json.put("put", text)
                            : json.put("hex", HexFormat.of().formatHex(put)))
                    .build();
        }
    }

    static VectorCase good(String name, String group, String proof, String outcome, boolean walk, Edit... edits) {
        return new VectorCase(name, group, proof, outcome, walk, List.of(edits));
    }

    static VectorCase bad(String name, String group, String proof, int check, Edit... edits) {
        return new VectorCase(name, group, proof, check, false, List.of(edits));
    }

    VectorCase walked() {
        return new VectorCase(name, group, proof, expected, true, edits);
    }

    boolean isGood() {
        return expected instanceof String;
    }

    byte[] changed(boolean group, byte[] file) {
        byte[] changed = file;
        for (Edit edit : edits) {
            changed = edit.ofGroup() == group ? edit.apply(changed) : changed;
        }
        return changed;
    }

    JsonObject json() {
        JsonObject.Builder json =
                JsonObject.builder().put("name", name).put("group", group).put("proof", proof);
        switch (expected) {
            case String outcome -> json.put("outcome", outcome);
            case Integer check -> json.put("check", check);
            default -> throw new AssertionError(expected);
        }
        if (walk) {
            json.put("walk", true);
        }
        if (!edits.isEmpty()) {
            json.put(
                    "edits",
                    new JsonArray(edits.stream().<JsonValue>map(Edit::json).toList()));
        }
        return json.build();
    }
}
