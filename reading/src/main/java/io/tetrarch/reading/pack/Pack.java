package io.tetrarch.reading.pack;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One domain's knowledge.
 *
 * @param about one sentence on what the domain is
 * @param tools by program name, each alias on its own
 * @param lists names that belong together, for whoever knows what to make of them
 */
public record Pack(
        String name,
        String about,
        Map<String, Entry> tools,
        Surroundings surroundings,
        Map<String, List<String>> lists) {

    public Pack {
        tools = Collections.unmodifiableMap(new LinkedHashMap<>(tools));
        lists = Collections.unmodifiableMap(new LinkedHashMap<>(lists));
    }

    /** The list of this name; empty if the pack has none. */
    public List<String> list(String list) {
        return lists.getOrDefault(list, List.of());
    }

    /**
     * What matters whatever the tool.
     *
     * @param places in the order they are tried
     * @param hosts what it means to reach a machine of this name
     * @param factors by name, with what they weigh
     * @param variables what it means to set an environment variable
     */
    public record Surroundings(
            List<Place> places,
            Map<Glob, Meaning> hosts,
            Map<Glob, Meaning> variables,
            List<Crossing> crossings,
            Map<String, Factor> factors) {

        public Surroundings {
            places = List.copyOf(places);
            hosts = Collections.unmodifiableMap(new LinkedHashMap<>(hosts));
            variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
            crossings = List.copyOf(crossings);
            factors = Collections.unmodifiableMap(new LinkedHashMap<>(factors));
        }
    }
}
