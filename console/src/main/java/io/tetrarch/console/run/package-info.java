/** Runs that another process of the gate's user makes, on this server's executor and its journal. */
@NullMarked
package io.tetrarch.console.run;

import org.jspecify.annotations.NullMarked;
