/** {@code tetrarch torture}: what is broken on purpose, to see that nothing is approved by it. */
@NullMarked
package io.tetrarch.cli.torture;

import org.jspecify.annotations.NullMarked;
