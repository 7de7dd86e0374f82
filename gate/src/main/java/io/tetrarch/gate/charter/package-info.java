/** The charter: which judges there are, what each goes by, and how much agreement an action needs. */
@NullMarked
package io.tetrarch.gate.charter;

import org.jspecify.annotations.NullMarked;
