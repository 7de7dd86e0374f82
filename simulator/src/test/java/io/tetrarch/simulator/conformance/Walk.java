package io.tetrarch.simulator.conformance;

import java.util.ArrayList;
import java.util.List;

/**
 * A walk through the model, without its beginning.
 *
 * @param interval the checkpoint interval that the walk's configuration of the model allows
 */
public record Walk(String name, int interval, List<ModelStep> steps) {
    private static final String DID = "/\\ did = ";

    /** @param text the states as TLC's simulation writes them into a file */
    public static Walk ofTlc(String name, int interval, String text) {
        List<ModelStep> steps = new ArrayList<>();
        for (int at = text.indexOf(DID); at >= 0; at = text.indexOf(DID, at + 1)) {
            TlaValue did = TlaValue.read(text, at + DID.length());
            if (!did.at("act").atom().equals("begin")) {
                steps.add(ModelStep.of(did));
            }
        }
        return new Walk(name, interval, List.copyOf(steps));
    }

    /** Several, each begun by a line with a colon, the interval and a name, with the values of {@code did} below it. */
    static List<Walk> stored(String text) {
        List<Walk> walks = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (line.startsWith(":")) {
                int space = line.indexOf(' ');
                int interval = Integer.parseInt(line.substring(1, space));
                walks.add(new Walk(line.substring(space + 1), interval, new ArrayList<>()));
            } else {
                walks.getLast().steps.add(ModelStep.of(TlaValue.read(line, 0)));
            }
        }
        return walks;
    }
}
