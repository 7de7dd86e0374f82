/** Disks that lose, tear and corrupt what was written, as far as real disks do. */
@NullMarked
package io.tetrarch.simulator.disk;

import org.jspecify.annotations.NullMarked;
