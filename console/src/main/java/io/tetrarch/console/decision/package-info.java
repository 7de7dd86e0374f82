/** Asking for decisions, and looking them up. */
@NullMarked
package io.tetrarch.console.decision;

import org.jspecify.annotations.NullMarked;
