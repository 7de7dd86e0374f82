package io.tetrarch.cli.judge;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.file.InputFile;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonParser;
import io.tetrarch.json.JsonRejected;
import java.util.ArrayList;
import java.util.List;

/** Labelled commands, one JSON object a line: {@code {"command":...,"expected":"allow|deny"}}; other members are kept out. */
final class CaseFile {

    private static final int MAX_BYTES = 64 * 1024 * 1024;

    private CaseFile() {}

    /** @param deny whether it should not be approved */
    record Labelled(String command, boolean deny) {}

    /** @throws Failure with line and column unless every line that is not empty is a labelled command */
    static List<Labelled> read(InputFile input) throws Failure {
        List<Labelled> cases = new ArrayList<>();
        int number = 0;
        for (String line : new String(input.bytes(), UTF_8).split("\n", -1)) {
            number++;
            if (!line.isBlank()) {
                cases.add(labelled(line, input.name() + ":" + number));
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

    private static Labelled labelled(String line, String place) throws Failure {
        JsonObject object;
        try {
            object = JsonParser.parseObject(line.strip().getBytes(UTF_8), JsonLimits.FILE);
        } catch (JsonRejected e) {
            throw Failure.badInput(place + ": not a JSON object: " + e.getMessage());
        }
        String command = object.string("command");
        String expected = object.string("expected");
        if (command == null) {
            throw Failure.badInput(place + ": expected the text \"command\"");
        }
        if (expected == null || !expected.equals("allow") && !expected.equals("deny")) {
            throw Failure.badInput(place + ": expected \"expected\" to be \"allow\" or \"deny\"");
        }
        return new Labelled(command, expected.equals("deny"));
    }
}
