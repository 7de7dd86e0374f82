/** The frame of the uses, with uses made for the test. */
@NullMarked
package io.tetrarch.use;

import org.jspecify.annotations.NullMarked;
