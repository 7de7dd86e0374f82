/** What judges know places and commands by, as rule packs write it. */
@NullMarked
package io.tetrarch.judges.pattern;

import org.jspecify.annotations.NullMarked;
