/** Homes founded, cut short, opened again and refused. */
@NullMarked
package io.tetrarch.node.home;

import org.jspecify.annotations.NullMarked;
