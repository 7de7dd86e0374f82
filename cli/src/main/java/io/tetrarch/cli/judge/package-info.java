/** {@code tetrarch judge}: what the judges make of a command, and how often they are right on labelled ones. */
@NullMarked
package io.tetrarch.cli.judge;

import org.jspecify.annotations.NullMarked;
