/** Four replicas and their client in one process, on one disk. */
@NullMarked
package io.tetrarch.embedded;

import org.jspecify.annotations.NullMarked;
