/** The commands as a user meets them: what they print where, and how they exit. */
@NullMarked
package io.tetrarch.cli;

import org.jspecify.annotations.NullMarked;
