/** Tests of {@code io.tetrarch.agents.settings}. */
@NullMarked
package io.tetrarch.agents.settings;

import org.jspecify.annotations.NullMarked;
