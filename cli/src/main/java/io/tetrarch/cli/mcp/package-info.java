/** {@code tetrarch mcp}: a proxy between a client of the Model Context Protocol and its servers. */
@NullMarked
package io.tetrarch.cli.mcp;

import org.jspecify.annotations.NullMarked;
