package io.tetrarch.simulator.mutant;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The seed that kills each mutant in its suite, so that the gate need not look for it: in {@code seeds.txt}, a line each, the
 * seed and the mutant's name. Seeds mean other runs once the simulator draws otherwise; {@code -Pmutants} finds new ones.
 */
final class Seeds {
    private Seeds() {}

    /** By name; no seed where the suite has none. */
    static Map<String, OptionalLong> known() throws IOException {
        Map<String, OptionalLong> known = new TreeMap<>();
        InputStream file = Objects.requireNonNull(Seeds.class.getResourceAsStream("seeds.txt"), "seeds.txt is missing");
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int space = line.indexOf(' ');
                String seed = line.substring(0, space);
                known.put(
                        line.substring(space + 1),
                        seed.equals("-") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(seed)));
            }
        }
        return known;
    }

    static String line(String name, OptionalLong seed) {
        return (seed.isPresent() ? Long.toString(seed.getAsLong()) : "-") + " " + name + "\n";
    }
}
