/** Coding agents as programs of this machine. */
@NullMarked
package io.tetrarch.cli.agent;

import org.jspecify.annotations.NullMarked;
