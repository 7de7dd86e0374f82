/** {@code tetrarch init}: a group made ready before its first decision. */
@NullMarked
package io.tetrarch.cli.init;

import org.jspecify.annotations.NullMarked;
