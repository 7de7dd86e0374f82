/** {@code tetrarch hook}: coding agents ask the gate before they call a tool. */
@NullMarked
package io.tetrarch.cli.hook;

import org.jspecify.annotations.NullMarked;
