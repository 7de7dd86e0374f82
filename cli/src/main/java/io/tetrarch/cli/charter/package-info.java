/** The commands about charters. */
@NullMarked
package io.tetrarch.cli.charter;

import org.jspecify.annotations.NullMarked;
