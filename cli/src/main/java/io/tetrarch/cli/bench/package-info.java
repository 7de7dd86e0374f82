/** {@code tetrarch bench}: what a decision costs on this machine. */
@NullMarked
package io.tetrarch.cli.bench;

import org.jspecify.annotations.NullMarked;
