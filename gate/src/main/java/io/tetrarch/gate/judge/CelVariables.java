package io.tetrarch.gate.judge;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.NullValue;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonBoolean;
import io.tetrarch.json.JsonNull;
import io.tetrarch.json.JsonNumber;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonString;
import io.tetrarch.json.JsonValue;
import io.tetrarch.reading.ShellCommand;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a policy's expressions can name, and its value for a case.
 *
 * <table>
 * <caption>Variables</caption>
 * <tr><td>{@code action}</td><td>the action's JSON; integers are int, other numbers double</td></tr>
 * <tr><td>{@code p}</td><td>its parameters: members of action and of its nested arguments object</td></tr>
 * <tr><td>{@code category, kind, tool}</td><td>strings, empty where absent</td></tr>
 * <tr><td>{@code conflicts}</td><td>parameters given twice with different values</td></tr>
 * <tr><td>{@code paths}</td><td>paths the action names, resolved as text</td></tr>
 * <tr><td>{@code commands}</td><td>shell commands: program, args, flags, operands, verb, text, elevated, input, writes,
 * code</td></tr>
 * <tr><td>{@code statements}</td><td>SQL statements: verb, text (upper case), everyRow</td></tr>
 * <tr><td>{@code urls}</td><td>url, scheme, host, path, credentials</td></tr>
 * <tr><td>{@code strings}</td><td>every string value in the action</td></tr>
 * <tr><td>{@code unclear}</td><td>whether part of it was too large or too deep to read</td></tr>
 * <tr><td>{@code facts}</td><td>what it does by the rule packs: kind, of, reversible, certain, words, text</td></tr>
 * <tr><td>{@code tier, executor, client}</td><td>the terms of the request</td></tr>
 * <tr><td>{@code principal, behalf, session}</td><td>for whom the client asks; empty where it does not say, or the charter
 * takes nobody's word</td></tr>
 * </table>
 */
final class CelVariables {

    private static final CelType OBJECT = MapType.create(SimpleType.STRING, SimpleType.DYN);

    /** The declared types, by name. */
    static final Map<String, CelType> TYPES = Map.ofEntries(
            Map.entry("action", OBJECT),
            Map.entry("p", OBJECT),
            Map.entry("category", SimpleType.STRING),
            Map.entry("kind", SimpleType.STRING),
            Map.entry("tool", SimpleType.STRING),
            Map.entry("conflicts", ListType.create(SimpleType.STRING)),
            Map.entry("paths", ListType.create(SimpleType.STRING)),
            Map.entry("commands", ListType.create(OBJECT)),
            Map.entry("statements", ListType.create(OBJECT)),
            Map.entry("urls", ListType.create(OBJECT)),
            Map.entry("strings", ListType.create(SimpleType.STRING)),
            Map.entry("unclear", SimpleType.BOOL),
            Map.entry("facts", ListType.create(OBJECT)),
            Map.entry("tier", SimpleType.STRING),
            Map.entry("executor", SimpleType.STRING),
            Map.entry("client", SimpleType.STRING),
            Map.entry("principal", SimpleType.STRING),
            Map.entry("behalf", SimpleType.STRING),
            Map.entry("session", SimpleType.STRING));

    private CelVariables() {}

    /** All but the terms and the facts, which {@link Case#variable} knows. */
    static Map<String, Object> of(JsonObject action, Facts facts) {
        Facts.Touched touched = facts.touched();
        return Map.ofEntries(
                Map.entry("action", plain(action)),
                Map.entry("p", plain(facts.parameters())),
                Map.entry("category", facts.category()),
                Map.entry("kind", facts.names().kind()),
                Map.entry("tool", facts.names().tool()),
                Map.entry("conflicts", facts.conflicts()),
                Map.entry("paths", touched.paths()),
                Map.entry(
                        "commands",
                        touched.commands().stream().map(ShellCommand::view).toList()),
                Map.entry(
                        "statements",
                        touched.statements().stream().map(SqlStatement::view).toList()),
                Map.entry("urls", touched.urls()),
                Map.entry("strings", touched.strings()),
                Map.entry("unclear", facts.unclear()));
    }

    private static Object plain(JsonValue value) {
        return switch (value) {
            case JsonObject object -> {
                Map<String, Object> members =
                        LinkedHashMap.newLinkedHashMap(object.members().size());
                object.members().forEach((name, member) -> members.put(name, plain(member)));
                yield Collections.unmodifiableMap(members);
            }
            case JsonArray array -> {
                List<Object> elements = new ArrayList<>(array.elements().size());
                array.elements().forEach(element -> elements.add(plain(element)));
                yield Collections.unmodifiableList(elements);
            }
            case JsonString string -> string.value();
            case JsonNumber number -> plainNumber(number);
            case JsonBoolean bool -> bool.value();
            case JsonNull none -> NullValue.NULL_VALUE;
        };
    }

    private static Object plainNumber(JsonNumber number) {
        if (number.isExactInteger()) {
            return number.toLong();
        }
        return number.value();
    }
}
