/** What commands and statements do, by the rule packs: what every replica derives in the same way. */
@NullMarked
package io.tetrarch.reading.tool;

import org.jspecify.annotations.NullMarked;
