package io.tetrarch.shell;

import io.tetrarch.pbft.message.Digest;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A word of a command line, and the file that it names.
 *
 * @param path absolute, without links
 * @param sha3 of the file's bytes; empty for what is the system's own and only root can change
 */
public record NamedProgram(String word, Path path, Optional<Digest> sha3) {}
