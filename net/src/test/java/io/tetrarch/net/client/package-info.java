/** Tests over real sockets on this machine. */
@NullMarked
package io.tetrarch.net.client;

import org.jspecify.annotations.NullMarked;
