/** Tests of what is written to a terminal. */
@NullMarked
package io.tetrarch.cli.terminal;

import org.jspecify.annotations.NullMarked;
