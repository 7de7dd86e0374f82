/** {@code tetrarch completion}: the shell's knowledge of the commands. */
@NullMarked
package io.tetrarch.cli.completion;

import org.jspecify.annotations.NullMarked;
