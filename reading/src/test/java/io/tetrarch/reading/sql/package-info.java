@NullMarked
package io.tetrarch.reading.sql;

import org.jspecify.annotations.NullMarked;
