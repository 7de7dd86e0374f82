/** One replica as a process. */
@NullMarked
package io.tetrarch.cli.node;

import org.jspecify.annotations.NullMarked;
