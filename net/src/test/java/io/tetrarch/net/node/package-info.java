/** Tests over real sockets on this machine. */
@NullMarked
package io.tetrarch.net.node;

import org.jspecify.annotations.NullMarked;
