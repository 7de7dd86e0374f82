package io.tetrarch.cli.inspect;

import io.tetrarch.cli.terminal.Table;
import io.tetrarch.cli.terminal.Terminal.Screen;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonBoolean;
import io.tetrarch.json.JsonNull;
import io.tetrarch.json.JsonNumber;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonString;
import io.tetrarch.json.JsonValue;
import java.util.Map;
import java.util.stream.Collectors;

/** An inspection for people: a line for each thing, what there are several of below each other. */
final class InspectionPage {
    private static final String NONE = "none";

    private final Screen screen;

    InspectionPage(Screen screen) {
        this.screen = screen;
    }

    void print(JsonObject inspection) {
        Table table = Table.empty();
        inspection.members().forEach((name, value) -> {
            if (value instanceof JsonArray array && holdsObjects(array)) {
                String label = name;
                for (JsonValue each : array.elements()) {
                    table.row(label, text(each));
                    label = "";
                }
            } else {
                table.row(name, text(value));
            }
        });
        table.print(screen);
        screen.line();
    }

    private static boolean holdsObjects(JsonArray array) {
        return !array.elements().isEmpty() && array.elements().getFirst() instanceof JsonObject;
    }

    private static String text(JsonValue value) {
        return switch (value) {
            case JsonNull none -> NONE;
            case JsonString string -> string.value();
            case JsonArray array ->
                array.elements().isEmpty()
                        ? NONE
                        : array.elements().stream().map(InspectionPage::text).collect(Collectors.joining(", "));
            case JsonObject object ->
                object.members().isEmpty()
                        ? NONE
                        : object.members().entrySet().stream()
                                .map(InspectionPage::text)
                                .collect(Collectors.joining("  "));
            case JsonNumber number -> number.toJson();
            case JsonBoolean flag -> flag.toJson();
        };
    }

    private static String text(Map.Entry<String, JsonValue> member) {
        return member.getKey() + " " + text(member.getValue());
    }
}
