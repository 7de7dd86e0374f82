/** People as judges: their paired devices, what waits for them, and the judge that waits. */
@NullMarked
package io.tetrarch.node.device;

import org.jspecify.annotations.NullMarked;
