package io.tetrarch.reading.shell;

import java.util.List;

/**
 * Where a command stands.
 *
 * @param elevated runs with another user's rights, as a rule root's
 * @param wrappers the programs that run it, outermost first, such as {@code sudo} and {@code xargs}
 * @param openArguments further arguments come from elsewhere, as with {@code xargs}
 * @param folder where it runs, empty where that is not said
 */
public record Standing(
        boolean elevated, List<String> wrappers, Stage stage, Origin origin, boolean openArguments, String folder) {

    /**
     * @param pipeline a number that the commands of one pipeline share
     * @param position its place in the pipeline, from 0
     */
    public record Stage(int pipeline, int position) {}

    public Standing {
        wrappers = List.copyOf(wrappers);
    }

    /** A number that the commands of one pipeline share. */
    public int pipeline() {
        return stage.pipeline();
    }

    /** Its place in the pipeline, from 0. */
    public int position() {
        return stage.position();
    }
}
