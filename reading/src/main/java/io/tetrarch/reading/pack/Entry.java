package io.tetrarch.reading.pack;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a pack knows of a tool or of one of its subcommands.
 *
 * @param name the first of its names
 * @param meaning what it does by itself
 * @param stdin what it does with what is piped into it
 */
public record Entry(String name, Meaning meaning, Flags flags, Words words, Use stdin) {

    /**
     * Its flags.
     *
     * @param known by name with their dashes
     * @param valued those that take the next word as their value
     */
    public record Flags(Map<String, Flag> known, Set<String> valued, Form form) {

        public Flags {
            known = Collections.unmodifiableMap(new LinkedHashMap<>(known));
            valued = Set.copyOf(valued);
        }
    }

    /**
     * What its words mean.
     *
     * @param marked what certain words mean wherever they stand, {@code --} among them
     */
    public record Words(Operands operands, Map<Glob, Meaning> marked, List<Rule> rules, Subcommands subcommands) {

        public Words {
            marked = Collections.unmodifiableMap(new LinkedHashMap<>(marked));
            rules = List.copyOf(rules);
        }
    }

    /**
     * Its subcommands by name; a name may be several words, {@code stash drop}, and hold wildcards.
     *
     * @param otherwise what a word means that is none of them; null where there are no subcommands
     * @param anywhere whether a subcommand may stand behind other words, as in {@code gcloud compute instances delete}
     */
    public record Subcommands(
            Map<String, Entry> exact,
            Map<Glob, Entry> globs,
            @Nullable Meaning otherwise,
            boolean anywhere) {

        static final Subcommands NONE = new Subcommands(Map.of(), Map.of(), null, false);

        public Subcommands {
            exact = Collections.unmodifiableMap(new LinkedHashMap<>(exact));
            globs = Collections.unmodifiableMap(new LinkedHashMap<>(globs));
        }

        public boolean isEmpty() {
            return exact.isEmpty() && globs.isEmpty();
        }

        /** The one of this name, exact names first, or null. */
        public @Nullable Entry find(String name) {
            long spaces = spaces(name);
            Entry entry = exact.get(name);
            if (entry != null) {
                return entry;
            }
            for (Map.Entry<Glob, Entry> candidate : globs.entrySet()) {
                Glob glob = candidate.getKey();
                if (spaces(glob.pattern()) == spaces && glob.matches(name)) {
                    return candidate.getValue();
                }
            }
            return null;
        }

        private static long spaces(String name) {
            return name.chars().filter(c -> c == ' ').count();
        }
    }

    /** How flags are written. */
    public enum Form {
        /** {@code -rf}, {@code --force}, {@code --name=value}. */
        GNU,
        /** As {@link #GNU}, but behind the first operand all are operands: {@code docker run -it IMAGE ls -l}. */
        FLAGS_FIRST,
        /** {@code -auto-approve}: one dash, one name. */
        SINGLE_DASH,
        /** {@code of=/dev/sda}: no dashes; the flag is written {@code of=}. */
        ASSIGNMENTS
    }
}
