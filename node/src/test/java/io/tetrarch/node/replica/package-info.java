/** Replicas in one process, driven for real. */
@NullMarked
package io.tetrarch.node.replica;

import org.jspecify.annotations.NullMarked;
