/** What can be seen of a group of replicas, wherever they run, and waiting for what it comes to. */
@NullMarked
package io.tetrarch.node.observe;

import org.jspecify.annotations.NullMarked;
