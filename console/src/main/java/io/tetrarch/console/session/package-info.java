/** Signing in with a browser. */
@NullMarked
package io.tetrarch.console.session;

import org.jspecify.annotations.NullMarked;
