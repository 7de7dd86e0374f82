/** {@code tetrarch keys}: private keys made and shown, never printed. */
@NullMarked
package io.tetrarch.cli.keys;

import org.jspecify.annotations.NullMarked;
