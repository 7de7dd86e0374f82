/** {@code tetrarch pack}: rule packs that somebody writes. */
@NullMarked
package io.tetrarch.cli.pack;

import org.jspecify.annotations.NullMarked;
