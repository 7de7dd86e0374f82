/** The analytical judge: takes an action apart and reasons over what it would read, write, remove, run and send. */
@NullMarked
package io.tetrarch.judges.analytical;

import org.jspecify.annotations.NullMarked;
