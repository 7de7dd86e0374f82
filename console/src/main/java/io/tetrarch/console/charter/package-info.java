/** The charter: what it says, what it said before, and how another is proposed. */
@NullMarked
package io.tetrarch.console.charter;

import org.jspecify.annotations.NullMarked;
