/** What a replica that halts leaves behind, and how it is replayed. */
@NullMarked
package io.tetrarch.node.record;

import org.jspecify.annotations.NullMarked;
