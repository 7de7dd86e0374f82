/** Homes founded, cut short, opened again and refused. */
@NullMarked
package io.tetrarch.embedded.home;

import org.jspecify.annotations.NullMarked;
