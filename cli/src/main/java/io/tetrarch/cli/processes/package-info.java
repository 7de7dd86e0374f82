/** A group of real processes under load, while what happens to processes, links and disks happens. */
@NullMarked
package io.tetrarch.cli.processes;

import org.jspecify.annotations.NullMarked;
