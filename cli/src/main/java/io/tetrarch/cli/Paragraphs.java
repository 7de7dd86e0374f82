package io.tetrarch.cli;

import java.util.ArrayList;
import java.util.List;

/** Text that was broken into lines for one width, put together so that it can be wrapped to any. */
final class Paragraphs {
    private Paragraphs() {}

    /** A line that ends no sentence goes on in the next one, unless that is indented, as examples are. */
    static String[] of(String... lines) {
        List<String> paragraphs = new ArrayList<>();
        boolean open = false;
        for (String line : lines) {
            if (open && !line.startsWith(" ") && !line.isEmpty()) {
                paragraphs.set(paragraphs.size() - 1, paragraphs.getLast() + " " + line);
            } else {
                paragraphs.add(line);
            }
            open = !line.startsWith(" ") && !line.isEmpty() && ".:!?".indexOf(line.charAt(line.length() - 1)) < 0;
        }
        return paragraphs.toArray(String[]::new);
    }
}
