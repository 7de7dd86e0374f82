@NullMarked
package io.tetrarch.judges.creative;

import org.jspecify.annotations.NullMarked;
