package io.tetrarch.gate.display;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Where the strings are in a JSON text, and which of them are names: of tools, hosts, paths, members. */
final class Literals {
    /** Members whose strings are names, without case, '-' and '_'. */
    private static final Set<String> NAMES = Set.of(
            ("account address argv args branch client cmd command cwd destination dir directory domain email endpoint"
                            + " executor file filename folder from host hostname image kind name origin package path"
                            + " program recipient remote repo repository server source target to tool uri url user")
                    .split(" "));

    private final int[] text;
    private final List<Literal> found = new ArrayList<>();
    /** The member that each open object or array is at; an array is at that of the object around it. */
    private final Deque<String> members = new ArrayDeque<>();

    /**
     * One string, from behind its opening quote to before the closing one.
     *
     * @param name whether it stands where a name does
     */
    record Literal(int from, int to, boolean name) {}

    private Literals(int[] text) {
        this.text = text;
    }

    /** In order. Of a text that is no JSON, whatever begins with a quote. */
    static List<Literal> in(int... text) {
        Literals literals = new Literals(text);
        literals.read();
        return literals.found;
    }

    private void read() {
        members.push("");
        for (int at = 0; at < text.length; at++) {
            switch (text[at]) {
                case '"' -> at = literal(at + 1);
                case '{' -> members.push("");
                case '[' -> members.push(members.element());
                case '}', ']' -> {
                    if (members.size() > 1) {
                        members.pop();
                    }
                }
                default -> {}
            }
        }
    }

    /** Where its closing quote is, or the text ends. */
    private int literal(int from) {
        int to = from;
        while (to < text.length && text[to] != '"') {
            to += text[to] == '\\' ? 2 : 1;
        }
        to = Math.min(to, text.length);
        int next = to + 1;
        while (next < text.length && text[next] == ' ') {
            next++;
        }
        boolean isMember = next < text.length && text[next] == ':';
        if (isMember) {
            members.pop();
            members.push(plain(new String(text, from, to - from)));
        }
        found.add(new Literal(from, to, isMember || NAMES.contains(members.element())));
        return to;
    }

    private static String plain(String member) {
        return member.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }
}
