/** A proxy for the Model Context Protocol: what a client calls goes on to the server when the gate has approved it. */
@NullMarked
package io.tetrarch.agents.mcp;

import org.jspecify.annotations.NullMarked;
