package io.tetrarch.simulator.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A value as TLC prints it: of TLA+ what the walks are made of. */
sealed interface TlaValue {
    /** A string, a model value, a number or a truth value, as it stands there. */
    record Atom(String text) implements TlaValue {}

    /** A sequence or a set, in the order in which it is printed. */
    record Items(List<TlaValue> items) implements TlaValue {}

    record Fields(SortedMap<String, TlaValue> fields) implements TlaValue {}

    /** Reads one value from where it begins, and leaves what follows. */
    static TlaValue read(String text, int from) {
        return new Reader(text, from).value();
    }

    default String atom() {
        return ((Atom) this).text();
    }

    default long number() {
        return Long.parseLong(atom());
    }

    default boolean isTrue() {
        return atom().equals("TRUE");
    }

    default List<String> atoms() {
        return items().stream().map(TlaValue::atom).toList();
    }

    default List<TlaValue> items() {
        return ((Items) this).items;
    }

    default TlaValue at(String field) {
        TlaValue value = ((Fields) this).fields.get(field);
        if (value == null) {
            throw new IllegalArgumentException("no field " + field + " in " + this);
        }
        return value;
    }

    /** Reads by recursive descent; what is none of these values is refused. */
    final class Reader {
        private final String text;
        private int at;

        Reader(String text, int at) {
            this.text = text;
            this.at = at;
        }

        TlaValue value() {
            if (takes("<<")) {
                return items(">>");
            }
            if (takes("{")) {
                return items("}");
            }
            return takes("[") ? fields() : atom();
        }

        private Items items(String end) {
            List<TlaValue> items = new ArrayList<>();
            while (!takes(end)) {
                items.add(value());
                takes(",");
            }
            return new Items(items);
        }

        private Fields fields() {
            SortedMap<String, TlaValue> fields = new TreeMap<>();
            while (!takes("]")) {
                String name = atom().text();
                if (!takes("|->")) {
                    throw bad();
                }
                fields.put(name, value());
                takes(",");
            }
            return new Fields(fields);
        }

        private Atom atom() {
            boolean quoted = takes("\"");
            int from = at;
            while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '-')) {
                at++;
            }
            String word = text.substring(from, at);
            if (word.isEmpty() || (quoted && !takes("\""))) {
                throw bad();
            }
            return new Atom(word);
        }

        private boolean takes(String token) {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            boolean there = text.startsWith(token, at);
            at += there ? token.length() : 0;
            return there;
        }

        private IllegalArgumentException bad() {
            return new IllegalArgumentException(
                    "no value of the model: " + text.substring(Math.max(0, at - 40), Math.min(text.length(), at + 40)));
        }
    }
}
