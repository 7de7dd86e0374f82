/** Devices before a server. */
@NullMarked
package io.tetrarch.cli.device;

import org.jspecify.annotations.NullMarked;
