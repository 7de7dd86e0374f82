@NullMarked
package io.tetrarch.node.shell;

import org.jspecify.annotations.NullMarked;
