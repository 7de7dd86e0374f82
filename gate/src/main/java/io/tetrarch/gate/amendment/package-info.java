/** Changes of the charter: how one is proposed, what every replica checks of it, and what is compiled of a charter. */
@NullMarked
package io.tetrarch.gate.amendment;

import org.jspecify.annotations.NullMarked;
