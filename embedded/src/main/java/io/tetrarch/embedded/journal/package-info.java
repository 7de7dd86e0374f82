/** The journal that an executor keeps in the folder of an embedded group. */
@NullMarked
package io.tetrarch.embedded.journal;

import org.jspecify.annotations.NullMarked;
