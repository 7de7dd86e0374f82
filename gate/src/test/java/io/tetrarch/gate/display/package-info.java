/** Tests of how texts are shown. */
@NullMarked
package io.tetrarch.gate.display;

import org.jspecify.annotations.NullMarked;
