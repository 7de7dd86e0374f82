/** Tests over real sockets on this machine. */
@NullMarked
package io.tetrarch.net.link;

import org.jspecify.annotations.NullMarked;
