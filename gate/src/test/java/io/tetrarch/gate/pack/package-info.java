@NullMarked
package io.tetrarch.gate.pack;

import org.jspecify.annotations.NullMarked;
