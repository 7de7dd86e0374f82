/** Keys at rest: PEM files that openssl reads and writes, private ones for their owner's eyes only. */
@NullMarked
package io.tetrarch.crypto.keyfile;

import org.jspecify.annotations.NullMarked;
