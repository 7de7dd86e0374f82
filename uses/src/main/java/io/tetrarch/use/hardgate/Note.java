package io.tetrarch.use.hardgate;

import io.tetrarch.proof.action.Action;
import java.nio.file.Path;

/** An action, and the file that is there if it ran. */
record Note(Action action, Path file) {}
