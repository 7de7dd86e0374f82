/** End-to-end measurements of the embedded gate, in ratio to the cost of its signatures. */
@NullMarked
package io.tetrarch.bench;

import org.jspecify.annotations.NullMarked;
