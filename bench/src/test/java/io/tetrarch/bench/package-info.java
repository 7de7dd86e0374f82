/** That the benchmark measures what it says. */
@NullMarked
package io.tetrarch.bench;

import org.jspecify.annotations.NullMarked;
