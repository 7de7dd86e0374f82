/** A group of processes on this machine. */
@NullMarked
package io.tetrarch.cli.cluster;

import org.jspecify.annotations.NullMarked;
