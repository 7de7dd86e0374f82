package io.tetrarch.reading.shell;

import java.util.List;

/**
 * A word in the place where a shell text names a program, before anything is taken off it: of {@code sudo env ls} there
 * are three.
 *
 * @param wrappers the programs that run it, outermost first
 */
public record ProgramWord(Word word, List<Word> args, List<String> wrappers) {

    public ProgramWord {
        args = List.copyOf(args);
        wrappers = List.copyOf(wrappers);
    }
}
