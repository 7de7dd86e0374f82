/** The HTTP API and the pages in front of a gate: read from its interfaces, so whatever stands behind them can be served. */
@NullMarked
package io.tetrarch.console;

import org.jspecify.annotations.NullMarked;
