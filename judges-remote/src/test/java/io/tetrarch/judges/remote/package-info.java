/** Tests of judges against a real server on this host. */
@NullMarked
package io.tetrarch.judges.remote;

import org.jspecify.annotations.NullMarked;
