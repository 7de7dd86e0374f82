package io.tetrarch.gate.judge;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;

/** The names of tools and kinds that are known, each in one category. Case and '-', '.', '_' do not matter. */
public final class Vocabulary {

    /** The category of a tool or kind that is in no list. */
    public static final String UNKNOWN = "unknown";

    private final SequencedMap<String, List<String>> categories;
    private final Map<String, String> categoryOf = new LinkedHashMap<>();

    /** @throws IllegalArgumentException if a name is in two categories */
    public Vocabulary(Map<String, List<String>> categories) {
        this.categories = new LinkedHashMap<>();
        categories.forEach((category, names) -> {
            this.categories.put(category, List.copyOf(names));
            for (String name : names) {
                String earlier = categoryOf.putIfAbsent(plain(name), category);
                if (earlier != null) {
                    throw new IllegalArgumentException(name + " is in both " + earlier + " and " + category);
                }
            }
        });
    }

    /** The names by category, in the order given. */
    public Map<String, List<String>> categories() {
        return Collections.unmodifiableMap(categories);
    }

    /** The category of a tool, or of the kind where no tool is named. */
    String categoryOf(String tool, String kind) {
        if (!tool.isEmpty()) {
            return categoryOf.getOrDefault(plain(tool), UNKNOWN);
        }
        String name = plain(kind);
        // a lost device is removed as a lost seat is, by charters too that are older than that kind of action
        return categoryOf.getOrDefault(
                name.equals("change_device") && !categoryOf.containsKey(name) ? "change_membership" : name, UNKNOWN);
    }

    /** The name as names are compared: in lower case, words joined by underscores. */
    public static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace('-', '_').replace('.', '_').replace(' ', '_');
    }
}
