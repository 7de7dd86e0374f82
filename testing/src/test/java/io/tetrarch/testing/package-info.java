/** What applications' tests are told is true. */
@NullMarked
package io.tetrarch.testing;

import org.jspecify.annotations.NullMarked;
