package io.tetrarch.agents.hook;

import java.util.ArrayList;
import java.util.List;

/** The files that a patch in the form of {@code apply_patch} touches, as its own lines name them. */
record Patch(List<String> written, List<String> deleted) {
    static Patch of(String text) {
        List<String> written = new ArrayList<>();
        List<String> deleted = new ArrayList<>();
        for (String line : text.split("\r?\n", -1)) {
            after(line, "*** Add File: ", written);
            after(line, "*** Update File: ", written);
            after(line, "*** Move to: ", written);
            after(line, "*** Delete File: ", deleted);
        }
        return new Patch(List.copyOf(written), List.copyOf(deleted));
    }

    private static void after(String line, String mark, List<String> paths) {
        String stripped = line.stripLeading();
        if (stripped.startsWith(mark)) {
            paths.add(stripped.substring(mark.length()).strip());
        }
    }
}
