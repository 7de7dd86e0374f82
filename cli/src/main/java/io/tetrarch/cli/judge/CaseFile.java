package io.tetrarch.cli.judge;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.file.InputFile;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonParser;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonString;
import io.tetrarch.json.JsonValue;
import io.tetrarch.proof.action.Action;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Labelled commands and actions, one JSON object a line: {@code {"command":TEXT,"expected":"allow|deny"}} or
 * {@code {"action":{...},"expected":...}}, with an {@code id}, a {@code group} and a {@code file} if they are given; other
 * members are kept out.
 */
final class CaseFile {

    private static final int MAX_BYTES = 64 * 1024 * 1024;

    /** Bytes that stand for nothing between the objects. */
    private static final Set<Integer> BLANK = Set.of(0x20, 0x09, 0x0d);

    private CaseFile() {}

    /**
     * @param form the command or the action, as it stands in the file
     * @param deny whether it should not be approved without a person
     * @param group lines of one group are not independent of each other
     * @param prefix of its id, up to the last dash; empty without an id
     */
    record Labelled(JsonObject form, Action action, boolean deny, String id, String group, String prefix) {

        /** For people: the command, or the action as JSON. */
        String text() {
            String command = form.string("command");
            return command == null ? action.toString() : command;
        }
    }

    /** @throws Failure with file and line unless every line that is not empty is a labelled command or action */
    static List<Labelled> read(InputFile input) throws Failure {
        List<Labelled> cases = new ArrayList<>();
        byte[] bytes = input.bytes();
        int number = 0;
        int start = 0;
        for (int at = 0; at <= bytes.length; at++) {
            if (at == bytes.length || bytes[at] == '\n') {
                number++;
                byte[] line = stripped(bytes, start, at);
                if (line.length > 0) {
                    cases.add(labelled(line, input.name() + ":" + number));
                }
                start = at + 1;
            }
        }
        if (cases.isEmpty()) {
            throw Failure.badInput(input.name() + ": expected at least one case");
        }
        return cases;
    }

    static InputFile open(String file, java.io.InputStream in) throws Failure {
        return InputFile.read(file, in, MAX_BYTES);
    }

    private static byte[] stripped(byte[] bytes, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && BLANK.contains((int) bytes[start])) {
            start++;
        }
        while (end > start && BLANK.contains((int) bytes[end - 1])) {
            end--;
        }
        return Arrays.copyOfRange(bytes, start, end);
    }

    private static Labelled labelled(byte[] line, String place) throws Failure {
        JsonObject object;
        try {
            object = JsonParser.parseObject(line, JsonLimits.FILE);
        } catch (JsonRejected e) {
            throw Failure.badInput(place + ": not a JSON object: " + e.getMessage());
        }
        String expected = object.string("expected");
        if (expected == null || !expected.equals("allow") && !expected.equals("deny")) {
            throw Failure.badInput(place + ": expected \"expected\" to be \"allow\" or \"deny\"");
        }
        JsonObject form = form(object, place);
        String id = text(object, "id", place);
        String prefix = id == null ? "" : id.lastIndexOf('-') > 0 ? id.substring(0, id.lastIndexOf('-')) : id;
        String group = text(object, "group", place);
        String file = text(object, "file", place);
        String unit = group != null ? group : !prefix.isEmpty() ? prefix : file != null ? file : place;
        return new Labelled(form, action(form, place), expected.equals("deny"), id == null ? "" : id, unit, prefix);
    }

    /** Of the line's members the one that is judged. */
    private static JsonObject form(JsonObject object, String place) throws Failure {
        JsonValue command = object.get("command");
        JsonValue action = object.get("action");
        if (action == null) {
            if (!(command instanceof JsonString text)) {
                throw Failure.badInput(place + ": expected the text \"command\" or the object \"action\"");
            }
            return JsonObject.builder().put("command", text).build();
        }
        if (command != null) {
            throw Failure.badInput(place + ": expected either \"command\" or \"action\", found both");
        }
        if (!(action instanceof JsonObject)) {
            throw Failure.badInput(place + ": expected \"action\" to be an object");
        }
        return JsonObject.builder().put("action", action).build();
    }

    private static @Nullable String text(JsonObject object, String name, String place) throws Failure {
        JsonValue value = object.get(name);
        if (value == null) {
            return null;
        }
        if (!(value instanceof JsonString string) || string.value().isEmpty()) {
            throw Failure.badInput(place + ": expected \"" + name + "\" to be a text that is not empty");
        }
        return string.value();
    }

    private static Action action(JsonObject form, String place) throws Failure {
        String command = form.string("command");
        try {
            if (command != null) {
                return Panel.shell(command);
            }
            return form.get("action") instanceof JsonObject object
                    ? Action.parse(object.toJson().getBytes(UTF_8))
                    : Action.parse(new byte[0]);
        } catch (JsonRejected e) {
            throw Failure.badInput(place + ": expected a text or an object that an action may be: " + e.getMessage());
        }
    }
}
