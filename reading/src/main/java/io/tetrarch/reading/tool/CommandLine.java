package io.tetrarch.reading.tool;

import io.tetrarch.reading.pack.Entry;
import io.tetrarch.reading.pack.Flag;
import io.tetrarch.reading.shell.Word;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A tool's arguments, read as the tool itself would: which words are flags, which are their values, which name the
 * subcommand, and which are left as operands.
 *
 * @param entries the tool, and its subcommands one within the other
 * @param given the flags in their order
 * @param operands without the words that name subcommands
 * @param strange the first operand, if it stands where a subcommand should and is none
 */
public record CommandLine(
        List<Entry> entries,
        List<Given> given,
        List<Word> operands,
        @Nullable Word strange) {

    private static final int LONGEST_NAME = 3;
    private static final int DEEPEST = 5;
    private static final int LONGEST_TEXT = 256;
    private static final int SHORTEST_ABBREVIATION = 4;

    /**
     * A flag with its value, {@link Word#EMPTY} without one.
     *
     * @param known what the packs say of it, or null
     */
    public record Given(String name, Word value, @Nullable Flag known) {}

    static CommandLine read(Entry tool, List<Word> args) {
        List<Entry> entries = new ArrayList<>(List.of(tool));
        Set<Integer> naming = new HashSet<>();
        Scan scan = new Scan(entries, args, naming);
        List<Integer> operands = scan.operands;
        boolean strange = false;
        while (!strange && !entries.getLast().words().subcommands().isEmpty() && !operands.isEmpty()) {
            Found found = find(entries.getLast().words().subcommands(), operands, args);
            if (found == null) {
                strange = true;
            } else {
                naming.addAll(operands.subList(found.from(), found.from() + found.words()));
                entries.add(found.entry());
                // what a word is may have changed: the subcommand has flags with values of its own
                scan = new Scan(entries, args, naming);
                operands = new ArrayList<>(scan.operands);
                operands.removeAll(naming);
            }
        }
        return new CommandLine(
                List.copyOf(entries),
                List.copyOf(scan.given),
                operands.stream().map(args::get).toList(),
                strange ? args.get(operands.getFirst()) : null);
    }

    /** The innermost entry. */
    public Entry entry() {
        return entries.getLast();
    }

    boolean has(List<String> names) {
        return given.stream().anyMatch(flag -> names.contains(flag.name()));
    }

    boolean has(Flag.Manner manner) {
        return given.stream()
                .anyMatch(flag -> flag.known() != null && flag.known().manner() == manner);
    }

    private record Found(Entry entry, int from, int words) {}

    private static @Nullable Found find(Entry.Subcommands subcommands, List<Integer> operands, List<Word> args) {
        int starts = subcommands.anywhere() ? Math.min(DEEPEST, operands.size()) : 1;
        for (int from = 0; from < starts; from++) {
            for (int words = Math.min(LONGEST_NAME, operands.size() - from); words > 0; words--) {
                StringBuilder name = new StringBuilder();
                for (int operand : operands.subList(from, from + words)) {
                    name.append(name.isEmpty() ? "" : " ")
                            .append(args.get(operand).text());
                }
                Entry entry = name.length() > LONGEST_TEXT ? null : subcommands.find(name.toString());
                if (entry != null) {
                    return new Found(entry, from, words);
                }
            }
        }
        return null;
    }

    /** One pass over the arguments with what is known of their flags. */
    private static final class Scan {

        private final List<Entry> entries;
        private final Set<Integer> naming;
        private final Set<String> valued = new HashSet<>();
        private final Entry.Form form;
        private final List<Given> given = new ArrayList<>();
        private final List<Integer> operands = new ArrayList<>();

        /**
         * @param args whose indices the operands are
         * @param naming indices of the words that name subcommands
         */
        Scan(List<Entry> entries, List<Word> args, Set<Integer> naming) {
            this.entries = entries;
            this.naming = naming;
            entries.forEach(entry -> valued.addAll(entry.flags().valued()));
            this.form = entries.getLast().flags().form() == Entry.Form.GNU
                    ? entries.getFirst().flags().form()
                    : entries.getLast().flags().form();
            read(args);
        }

        private void read(List<Word> args) {
            int at = 0;
            while (at < args.size()) {
                Word word = args.get(at);
                String text = word.text();
                Word next = at + 1 < args.size() ? args.get(at + 1) : Word.EMPTY;
                if (form == Entry.Form.ASSIGNMENTS && text.indexOf('=') > 0) {
                    add(text.substring(0, text.indexOf('=') + 1), Word.of(text.substring(text.indexOf('=') + 1)));
                    at++;
                } else if (text.equals("--")) {
                    add("--", Word.EMPTY);
                    for (int rest = at + 1; rest < args.size(); rest++) {
                        operands.add(rest);
                    }
                    return;
                } else if (text.length() < 2 || text.charAt(0) != '-') {
                    boolean first = form == Entry.Form.FLAGS_FIRST && !naming.contains(at);
                    operands.add(at++);
                    while (first && at < args.size()) {
                        operands.add(at++);
                    }
                } else if (text.startsWith("--") || form == Entry.Form.SINGLE_DASH) {
                    at += longFlag(text, next);
                } else {
                    at += shortFlags(text, next);
                }
            }
        }

        private int longFlag(String text, Word next) {
            int equals = text.indexOf('=');
            String name = whole(equals < 0 ? text : text.substring(0, equals));
            if (equals >= 0) {
                add(name, Word.of(text.substring(equals + 1)));
                return 1;
            }
            boolean takes = valued.contains(name);
            add(name, takes ? next : Word.EMPTY);
            return takes ? 2 : 1;
        }

        /** {@code -rf}, {@code -n5}, {@code -o FILE}; a known name of one dash and several letters goes first. */
        private int shortFlags(String text, Word next) {
            int equals = text.indexOf('=');
            String whole = equals < 0 ? text : text.substring(0, equals);
            if (text.length() > 2 && (valued.contains(whole) || known(whole) != null)) {
                return longFlag(text, next);
            }
            for (int i = 1; i < text.length(); i++) {
                String name = "-" + text.charAt(i);
                if (valued.contains(name)) {
                    boolean here = i + 1 < text.length();
                    add(name, here ? Word.of(text.substring(i + 1)) : next);
                    return here ? 1 : 2;
                }
                add(name, Word.EMPTY);
            }
            return 1;
        }

        /** The known flag that this one abbreviates, as GNU tools allow, else the name itself. */
        private String whole(String name) {
            if (name.length() < SHORTEST_ABBREVIATION || valued.contains(name) || known(name) != null) {
                return name;
            }
            String found = name;
            for (Entry entry : entries) {
                for (String candidate : entry.flags().known().keySet()) {
                    if (candidate.startsWith(name) && candidate.startsWith("--")) {
                        if (!found.equals(name)) {
                            return name;
                        }
                        found = candidate;
                    }
                }
            }
            return found;
        }

        private @Nullable Flag known(String name) {
            Flag flag = null;
            for (Entry entry : entries) {
                Flag inner = entry.flags().known().get(name);
                flag = inner == null ? flag : inner;
            }
            return flag;
        }

        private void add(String name, Word value) {
            given.add(new Given(name, value, known(name)));
        }
    }
}
