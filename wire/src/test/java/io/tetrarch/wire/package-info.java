/** Round trips of every record, and bytes that are none. */
@NullMarked
package io.tetrarch.wire;

import org.jspecify.annotations.NullMarked;
