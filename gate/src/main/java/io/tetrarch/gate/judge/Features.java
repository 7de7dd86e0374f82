package io.tetrarch.gate.judge;

import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonBoolean;
import io.tetrarch.json.JsonNull;
import io.tetrarch.json.JsonNumber;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonString;
import io.tetrarch.json.JsonValue;
import io.tetrarch.reading.Paths;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The few things by which one action resembles another: {@code tool:shell}, {@code program:git},
 * {@code host:example.com}, {@code root:/etc}. They become part of the replicated state, so they follow from the
 * action's JSON alone, by a reading too simple to ever differ between two replicas; no judge takes them for what the
 * action does. At most {@link #MOST}, each of at most {@link #LONGEST} characters.
 */
public record Features(SortedSet<String> names) {

    public static final int MOST = 24;
    public static final int LONGEST = 64;

    private static final int MAX_TEXT = 8 * 1024;
    private static final int MAX_DEPTH = 6;
    private static final String BREAKS = ";|&()`{}\n";
    private static final Set<String> BEFORE_A_PROGRAM = Set.of(
            "sudo", "env", "nohup", "time", "nice", "command", "exec", "xargs", "then", "do", "else", "!", "if",
            "while");

    /** @throws IllegalArgumentException if there are more, or longer ones, than may be kept */
    public Features {
        names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
        if (names.size() > MOST || names.stream().anyMatch(name -> name.length() > LONGEST)) {
            throw new IllegalArgumentException("at most " + MOST + " features of " + LONGEST + " characters");
        }
    }

    public static Features of(JsonObject action) {
        Collector collector = new Collector();
        String tool = action.string("tool");
        String named = tool == null ? action.string("kind") : tool;
        if (named != null) {
            collector.add("tool", Vocabulary.plain(named));
        }
        collector.walk("", action, 0);
        return new Features(collector.found);
    }

    private static final class Collector {

        private final SortedSet<String> found = new TreeSet<>();

        void walk(String name, JsonValue value, int depth) {
            if (depth > MAX_DEPTH) {
                return;
            }
            switch (value) {
                case JsonObject object ->
                    object.members().forEach((member, inner) -> walk(Vocabulary.plain(member), inner, depth + 1));
                case JsonArray array -> array.elements().forEach(element -> walk(name, element, depth + 1));
                case JsonString string -> text(name, string.value());
                case JsonNumber ignored -> {}
                case JsonBoolean ignored -> {}
                case JsonNull ignored -> {}
            }
        }

        private void text(String name, String text) {
            String cut = text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
            if (name.equals("command") || name.equals("cmd") || name.equals("script")) {
                commands(cut);
            } else if (cut.indexOf(' ') < 0) {
                word(cut);
            }
        }

        private void commands(String text) {
            boolean atStart = true;
            int at = 0;
            while (at < text.length()) {
                char c = text.charAt(at);
                if (BREAKS.indexOf(c) >= 0) {
                    atStart = true;
                    at++;
                } else if (Character.isWhitespace(c)) {
                    at++;
                } else {
                    int end = at;
                    while (end < text.length()
                            && !Character.isWhitespace(text.charAt(end))
                            && BREAKS.indexOf(text.charAt(end)) < 0) {
                        end++;
                    }
                    String word = text.substring(at, end).replace("'", "").replace("\"", "");
                    boolean program = atStart && !word.contains("=") && !word.startsWith("-");
                    if (program && !BEFORE_A_PROGRAM.contains(word)) {
                        add("program", word.substring(word.lastIndexOf('/') + 1));
                        atStart = false;
                    }
                    word(word);
                    at = end;
                }
            }
        }

        private void word(String word) {
            int scheme = word.indexOf("://");
            if (scheme > 0) {
                String rest = word.substring(scheme + 3);
                int end = 0;
                while (end < rest.length() && "/?#".indexOf(rest.charAt(end)) < 0) {
                    end++;
                }
                String authority = rest.substring(0, end);
                add("host", authority.substring(authority.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT));
            } else if (word.startsWith("/") || word.startsWith("~/")) {
                String[] parts = Paths.normal(word).split("/", 4);
                add("root", parts.length < 3 ? Paths.normal(word) : parts[0] + "/" + parts[1] + "/" + parts[2]);
            }
        }

        private void add(String kind, String value) {
            StringBuilder name = new StringBuilder(kind).append(':');
            // plain ASCII only: what is cut may not end within a character
            value.chars()
                    .limit(LONGEST - (long) name.length())
                    .forEach(c -> name.append(c > ' ' && c < 0x7f ? (char) c : '?'));
            if (!value.isEmpty() && found.size() < MOST) {
                found.add(name.toString());
            }
        }
    }
}
