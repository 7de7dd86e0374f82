/** Tests of what breaks things on purpose. */
@NullMarked
package io.tetrarch.cli.torture;

import org.jspecify.annotations.NullMarked;
