package io.tetrarch.gate.display;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The code points that deceive, by the two tables beside this class. The console's pages have the same tables, and a test
 * holds the two against each other. Fixed by the tables and not by the Java platform's own Unicode version, so that a text
 * is shown in the same way wherever it is.
 */
final class Characters {
    private static final int HEX = 16;

    /** First and last code point of each range, ascending, and why the range is spelled out. */
    private record Ranges(int[] first, int[] last, Reason[] reasons) {}

    private static final Ranges RANGES = ranges();
    private static final Map<Integer, String> LOOKALIKES = lookalikes();

    private Characters() {}

    /** Null if it may be drawn; {@link Reason#MARK} if it may be drawn where it stands well. */
    static @Nullable Reason reason(int codePoint) {
        int at = Arrays.binarySearch(RANGES.first, codePoint);
        int range = at >= 0 ? at : -at - 2;
        return range >= 0 && codePoint <= RANGES.last[range] ? RANGES.reasons[range] : null;
    }

    /** The ASCII text that it looks like; empty if none. */
    static String lookalike(int codePoint) {
        return LOOKALIKES.getOrDefault(codePoint, "");
    }

    private record Range(int first, int last, Reason reason) {}

    private static Ranges ranges() {
        List<Range> all = lines("characters.txt").stream()
                .flatMap(line -> Arrays.stream(line).skip(1).map(range -> range(line[0], range)))
                .sorted((one, other) -> Integer.compare(one.first, other.first))
                .toList();
        return new Ranges(
                all.stream().mapToInt(Range::first).toArray(),
                all.stream().mapToInt(Range::last).toArray(),
                all.stream().map(Range::reason).toArray(Reason[]::new));
    }

    private static Range range(String kind, String text) {
        String[] ends = text.split("-", 2);
        return new Range(
                Integer.parseInt(ends[0], HEX),
                Integer.parseInt(ends[ends.length - 1], HEX),
                Reason.valueOf(kind.toUpperCase(Locale.ROOT)));
    }

    private static Map<Integer, String> lookalikes() {
        Map<Integer, String> all = new HashMap<>();
        for (String[] line : lines("lookalikes.txt")) {
            Arrays.stream(line).skip(1).forEach(each -> all.put(Integer.parseInt(each, HEX), line[0]));
        }
        return Map.copyOf(all);
    }

    /** The words of each line that is no comment. */
    private static List<String[]> lines(String resource) {
        try (InputStream in = Characters.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not beside its class");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" "))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
