/** Tests over real sockets on this machine. */
@NullMarked
package io.tetrarch.net.tls;

import org.jspecify.annotations.NullMarked;
