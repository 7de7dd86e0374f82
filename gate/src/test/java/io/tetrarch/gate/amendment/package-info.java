@NullMarked
package io.tetrarch.gate.amendment;

import org.jspecify.annotations.NullMarked;
