/** Tests of a replica's settings. */
@NullMarked
package io.tetrarch.cli.node;

import org.jspecify.annotations.NullMarked;
