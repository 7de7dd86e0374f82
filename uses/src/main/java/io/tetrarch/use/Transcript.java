package io.tetrarch.use;

import java.util.List;
import java.util.Optional;

/** What happened in a run of a use, in order. */
public record Transcript(String use, List<Line> lines) {
    public Transcript {
        lines = List.copyOf(lines);
    }

    /** One thing that happened. */
    public sealed interface Line {
        /** Something was done or seen. */
        record Step(String text) implements Line {}

        /**
         * A claim was checked.
         *
         * @param seen what was observed; of a claim that was never checked, why not
         */
        record Checked(String claim, boolean holds, String seen) implements Line {}
    }

    /** In the order of checking. */
    public List<Line.Checked> checks() {
        return lines.stream()
                .filter(Line.Checked.class::isInstance)
                .map(Line.Checked.class::cast)
                .toList();
    }

    /** The first claim that does not hold; empty if all were checked and hold. */
    public Optional<Line.Checked> failed() {
        return checks().stream().filter(checked -> !checked.holds()).findFirst();
    }
}
