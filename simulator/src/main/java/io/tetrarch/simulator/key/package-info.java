/** Keys, signatures and their verification, symbolic for speed or real. */
@NullMarked
package io.tetrarch.simulator.key;

import org.jspecify.annotations.NullMarked;
