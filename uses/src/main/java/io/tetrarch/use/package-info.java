/**
 * The frame of the uses: what a use is, and the transcript of one run of it. Each use has a package of its own below this
 * one and imports no other.
 */
@NullMarked
package io.tetrarch.use;

import org.jspecify.annotations.NullMarked;
