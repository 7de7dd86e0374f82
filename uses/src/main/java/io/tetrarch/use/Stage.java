package io.tetrarch.use;

import java.nio.file.Path;

/** Where a use is played: a folder for what it writes, and somebody who is told. For one thread. */
public interface Stage {
    /** Empty at first, and gone after the run. */
    Path folder();

    /** Tells what is done, or what was seen. */
    void step(String text);

    /**
     * Checks a claim of the use.
     *
     * @param claim a sentence of {@link Use#claims}, word for word
     * @param seen what was observed, such that a reader can tell for himself
     * @throws IllegalArgumentException if the use makes no such claim, or has checked it before
     */
    void check(String claim, boolean holds, String seen);
}
