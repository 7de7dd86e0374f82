/** Waiting for what nobody tells of. */
@NullMarked
package io.tetrarch.cli.poll;

import org.jspecify.annotations.NullMarked;
