/** {@code tetrarch hash}: the hash of an action, and nothing else loaded to compute it. */
@NullMarked
package io.tetrarch.cli.hash;

import org.jspecify.annotations.NullMarked;
