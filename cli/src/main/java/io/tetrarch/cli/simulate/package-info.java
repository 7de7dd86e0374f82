/** {@code tetrarch simulate}: many seeded worlds, and the one command that repeats what went wrong in one of them. */
@NullMarked
package io.tetrarch.cli.simulate;

import org.jspecify.annotations.NullMarked;
