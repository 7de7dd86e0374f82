/** {@code tetrarch doctor}: whether an agent's hook stops it, as it is set up here. */
@NullMarked
package io.tetrarch.cli.doctor;

import org.jspecify.annotations.NullMarked;
