@NullMarked
package io.tetrarch.gate.sql;

import org.jspecify.annotations.NullMarked;
