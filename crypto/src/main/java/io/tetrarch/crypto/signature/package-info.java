/** The port through which everything is signed and verified, free of any algorithm. */
@NullMarked
package io.tetrarch.crypto.signature;

import org.jspecify.annotations.NullMarked;
