@NullMarked
package io.tetrarch.shell;

import org.jspecify.annotations.NullMarked;
