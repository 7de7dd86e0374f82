/** The schema of sent and stored records, and the strict codec to and from the values of the protocol. */
@NullMarked
package io.tetrarch.wire;

import org.jspecify.annotations.NullMarked;
