/** {@code tetrarch device}: this machine as a person's device. */
@NullMarked
package io.tetrarch.cli.device;

import org.jspecify.annotations.NullMarked;
