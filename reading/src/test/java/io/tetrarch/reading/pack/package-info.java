@NullMarked
package io.tetrarch.reading.pack;

import org.jspecify.annotations.NullMarked;
