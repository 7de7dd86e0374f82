/** Tests of {@code io.tetrarch.agents.mcp}. */
@NullMarked
package io.tetrarch.agents.mcp;

import org.jspecify.annotations.NullMarked;
