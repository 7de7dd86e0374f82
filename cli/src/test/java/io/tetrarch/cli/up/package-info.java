/** The account that a gate is served under. */
@NullMarked
package io.tetrarch.cli.up;

import org.jspecify.annotations.NullMarked;
