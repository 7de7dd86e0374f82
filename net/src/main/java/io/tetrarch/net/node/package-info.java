/** One replica's process: its links to peers and clients. */
@NullMarked
package io.tetrarch.net.node;

import org.jspecify.annotations.NullMarked;
