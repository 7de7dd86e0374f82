/** {@code tetrarch verify}: a decision proof checked offline. */
@NullMarked
package io.tetrarch.cli.verify;

import org.jspecify.annotations.NullMarked;
