/** {@code tetrarch backup} and {@code restore}: copies of one replica's store. */
@NullMarked
package io.tetrarch.cli.backup;

import org.jspecify.annotations.NullMarked;
