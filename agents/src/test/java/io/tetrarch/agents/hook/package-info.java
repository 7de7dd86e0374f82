/** Tests of {@code io.tetrarch.agents.hook}. */
@NullMarked
package io.tetrarch.agents.hook;

import org.jspecify.annotations.NullMarked;
