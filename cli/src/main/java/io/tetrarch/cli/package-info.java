/** The {@code tetrarch} command: the composition root. Here the commands are put together, one package each. */
@NullMarked
package io.tetrarch.cli;

import org.jspecify.annotations.NullMarked;
