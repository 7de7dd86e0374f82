/** The gate in a program: asks for decisions, and the embedded cluster that gives them. */
@NullMarked
package io.tetrarch.node;

import org.jspecify.annotations.NullMarked;
