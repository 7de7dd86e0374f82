/** The judges of the algorithms that a charter can name, made where the class path has them. */
@NullMarked
package io.tetrarch.judges;

import org.jspecify.annotations.NullMarked;
