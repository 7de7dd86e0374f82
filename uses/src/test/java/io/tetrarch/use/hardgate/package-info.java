/** The cognitive hard gate, played. */
@NullMarked
package io.tetrarch.use.hardgate;

import org.jspecify.annotations.NullMarked;
