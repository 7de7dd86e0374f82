/** The tour of docs/java.md, which runs here. */
@NullMarked
package io.tetrarch.rules.tour;

import org.jspecify.annotations.NullMarked;
