/** Small files that a crash leaves whole. */
@NullMarked
package io.tetrarch.crypto.file;

import org.jspecify.annotations.NullMarked;
