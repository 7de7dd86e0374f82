/** What a replica keeps across a restart, on disk or in memory. */
@NullMarked
package io.tetrarch.node.store;

import org.jspecify.annotations.NullMarked;
