@NullMarked
package io.tetrarch.judges.expert;

import org.jspecify.annotations.NullMarked;
