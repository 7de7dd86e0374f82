/** Where a command reads and writes: standard streams, colours, the lines and tables made of them. */
@NullMarked
package io.tetrarch.cli.terminal;

import org.jspecify.annotations.NullMarked;
