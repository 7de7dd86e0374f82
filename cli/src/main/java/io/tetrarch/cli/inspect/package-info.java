/** {@code tetrarch inspect}: what a replica is at, and what one went through that halted. */
@NullMarked
package io.tetrarch.cli.inspect;

import org.jspecify.annotations.NullMarked;
