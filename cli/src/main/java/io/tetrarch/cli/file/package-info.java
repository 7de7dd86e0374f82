/** The files a user names: read whole within a bound, written whole or not at all. */
@NullMarked
package io.tetrarch.cli.file;

import org.jspecify.annotations.NullMarked;
