/** Changes to files of other programs, shown before they are made. */
@NullMarked
package io.tetrarch.cli.shown;

import org.jspecify.annotations.NullMarked;
