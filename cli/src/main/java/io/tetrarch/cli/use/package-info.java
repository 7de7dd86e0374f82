/** {@code tetrarch use}: what the gate is good for, run end to end. */
@NullMarked
package io.tetrarch.cli.use;

import org.jspecify.annotations.NullMarked;
