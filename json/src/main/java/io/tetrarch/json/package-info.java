/** Strict JSON in and out: what is hashed, what judges read, and what the command line prints. */
@NullMarked
package io.tetrarch.json;

import org.jspecify.annotations.NullMarked;
