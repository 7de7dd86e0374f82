/** {@code tetrarch up}: an embedded group, its HTTP API and its console, until it is told to stop. */
@NullMarked
package io.tetrarch.cli.up;

import org.jspecify.annotations.NullMarked;
