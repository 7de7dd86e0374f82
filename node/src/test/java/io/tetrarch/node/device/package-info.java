@NullMarked
package io.tetrarch.node.device;

import org.jspecify.annotations.NullMarked;
