/** What SQL statements do, as far as their text tells: read by JSqlParser, and by their tokens where it knows no grammar. */
@NullMarked
package io.tetrarch.reading.sql;

import org.jspecify.annotations.NullMarked;
