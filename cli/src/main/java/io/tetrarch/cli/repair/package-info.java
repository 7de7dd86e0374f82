/** {@code tetrarch repair}: what a group's folder can go on without, put in order. */
@NullMarked
package io.tetrarch.cli.repair;

import org.jspecify.annotations.NullMarked;
