package io.tetrarch.gate.charter;

import io.tetrarch.gate.judge.Vocabulary;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/**
 * Which actions a tier is for, in words that need no expression. Every member that is not empty has to fit; of a list one
 * pattern suffices. In a pattern {@code *} stands for any characters, in a path for any but {@code /}, where {@code **}
 * stands for any and {@code **}{@code /} for none or more folders.
 *
 * @param arguments patterns by the name of a parameter
 */
public record Match(Names names, Map<String, List<String>> arguments, Reach reach) {

    private static final Pattern STARS = Pattern.compile("\\*+");

    /** Fits every action. */
    public static final Match ANY = new Match(
            new Names(List.of(), List.of(), List.of(), List.of(), List.of(), List.of()),
            Map.of(),
            new Reach(List.of(), List.of(), List.of(), List.of()));

    /** What the action is called, and who asks for it and runs it. */
    public record Names(
            List<String> category,
            List<String> kind,
            List<String> tool,
            List<String> client,
            List<String> executor,
            List<String> principal) {
        public Names {
            category = List.copyOf(category);
            kind = List.copyOf(kind);
            tool = List.copyOf(tool);
            client = List.copyOf(client);
            executor = List.copyOf(executor);
            principal = List.copyOf(principal);
        }
    }

    /**
     * What the action would touch, and do.
     *
     * @param facts patterns for facts in one line, such as {@code destroys certain irreversible}
     */
    public record Reach(List<String> paths, List<String> hosts, List<String> programs, List<String> facts) {
        public Reach {
            facts = List.copyOf(facts);
            paths = List.copyOf(paths);
            hosts = List.copyOf(hosts);
            programs = List.copyOf(programs);
        }
    }

    public Match {
        SequencedMap<String, List<String>> copy = new LinkedHashMap<>();
        arguments.forEach((name, patterns) -> copy.put(name, List.copyOf(patterns)));
        arguments = Collections.unmodifiableMap(copy);
    }

    public boolean isAny() {
        return equals(ANY);
    }

    /**
     * The match as it stands in a charter. Only what is said, so that every further way to match leaves the digest of a
     * charter without it as it is.
     */
    public JsonObject form() {
        JsonObject.Builder form = JsonObject.builder();
        put("category", names.category(), form);
        put("kind", names.kind(), form);
        put("tool", names.tool(), form);
        put("client", names.client(), form);
        put("executor", names.executor(), form);
        put("principal", names.principal(), form);
        if (!arguments.isEmpty()) {
            JsonObject.Builder patterns = JsonObject.builder();
            arguments.forEach((name, each) -> patterns.put(name, JsonArray.ofStrings(each)));
            form.put("arguments", patterns.build());
        }
        put("paths", reach.paths(), form);
        put("hosts", reach.hosts(), form);
        put("programs", reach.programs(), form);
        put("facts", reach.facts(), form);
        return form.build();
    }

    private static void put(String name, List<String> patterns, JsonObject.Builder form) {
        if (!patterns.isEmpty()) {
            form.put(name, JsonArray.ofStrings(patterns));
        }
    }

    /**
     * The match as a condition.
     *
     * @param all whether everything that the action touches has to fit, or something of it suffices
     */
    String expression(boolean all) {
        List<String> parts = new ArrayList<>();
        name("category", names.category(), parts);
        name("kind", plain(names.kind()), parts);
        name("tool", plain(names.tool()), parts);
        name("client", names.client(), parts);
        name("executor", names.executor(), parts);
        name("principal", names.principal(), parts);
        arguments.forEach((name, patterns) -> parts.add("(" + literal(name) + " in p && "
                + fits("text(p[" + literal(name) + "])", "(?is)", "*", patterns) + ")"));
        each("paths", "x", "(?s)", reach.paths(), all, parts);
        each("urls", "x.host", "(?is)", reach.hosts(), all, parts);
        each("commands", "x.program", "(?s)", reach.programs(), all, parts);
        each("facts", "x.text", "(?s)", reach.facts(), all, parts);
        return parts.isEmpty() ? "true" : String.join(" && ", parts);
    }

    private static List<String> plain(List<String> names) {
        return names.stream().map(Vocabulary::plain).toList();
    }

    private static void name(String variable, List<String> patterns, List<String> parts) {
        if (!patterns.isEmpty()) {
            parts.add(fits(variable, "(?s)", "*", patterns));
        }
    }

    private static void each(
            String list, String element, String flags, List<String> patterns, boolean all, List<String> parts) {
        if (!patterns.isEmpty()) {
            String fits = fits(element, flags, list.equals("paths") ? "/" : "*", patterns);
            parts.add(
                    all
                            ? "(size(" + list + ") > 0 && " + list + ".all(x, " + fits + "))"
                            : list + ".exists(x, " + fits + ")");
        }
    }

    private static String fits(String value, String flags, String style, List<String> patterns) {
        List<String> expressions = patterns.stream()
                .map(pattern -> expression(pattern, style.equals("/")))
                .toList();
        return value + ".matches(" + literal(flags + "^(" + String.join("|", expressions) + ")$") + ")";
    }

    /** Whether the name fits a pattern in which {@code *} stands for any characters: each part at its first place, in order. */
    static boolean fits(String name, String pattern) {
        List<String> parts = List.of(STARS.split(pattern, -1));
        if (parts.size() == 1) {
            return name.equals(pattern);
        }
        int at = parts.getFirst().length();
        if (!name.startsWith(parts.getFirst())) {
            return false;
        }
        for (String part : parts.subList(1, parts.size() - 1)) {
            int found = name.indexOf(part, at);
            if (found < 0) {
                return false;
            }
            at = found + part.length();
        }
        return name.length() - parts.getLast().length() >= at && name.endsWith(parts.getLast());
    }

    /** A pattern as a regular expression. */
    private static String expression(String pattern, boolean path) {
        StringBuilder expression = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '*') {
                boolean twice = i + 1 < pattern.length() && pattern.charAt(i + 1) == '*';
                i += twice ? 1 : 0;
                boolean folders = path && twice && i + 1 < pattern.length() && pattern.charAt(i + 1) == '/';
                i += folders ? 1 : 0;
                expression.append(folders ? "(.*/)?" : path && !twice ? "[^/]*" : ".*");
            } else if (Character.isLetterOrDigit(c) || c == '_' || c == '/' || c > 127) {
                expression.append(c);
            } else {
                expression.append('\\').append(c);
            }
        }
        return expression.toString();
    }

    private static String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'";
    }
}
