/** How a use's run is reported. */
@NullMarked
package io.tetrarch.cli.use;

import org.jspecify.annotations.NullMarked;
