/** What the executor of an embedded group keeps in its folder, and what earlier builds kept. */
@NullMarked
package io.tetrarch.embedded.journal;

import org.jspecify.annotations.NullMarked;
