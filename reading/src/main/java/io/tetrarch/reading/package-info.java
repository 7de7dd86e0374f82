/** How shell commands are read the same way by whoever judges them. */
@NullMarked
package io.tetrarch.reading;

import org.jspecify.annotations.NullMarked;
