/** Who is at the other end of a connection: TLS certificates that a member's group key vouches for. */
@NullMarked
package io.tetrarch.net.tls;

import org.jspecify.annotations.NullMarked;
