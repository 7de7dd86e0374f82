/** What drives a replica: its mailbox and turns, its timers and its judge. */
@NullMarked
package io.tetrarch.node.replica;

import org.jspecify.annotations.NullMarked;
