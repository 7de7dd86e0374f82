/** That what a group of processes is tried with does what it is to do. */
@NullMarked
package io.tetrarch.bench.torture;

import org.jspecify.annotations.NullMarked;
