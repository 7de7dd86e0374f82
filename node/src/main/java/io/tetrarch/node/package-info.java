/** The gate in a program: asks for decisions, and sees what the replicas do. */
@NullMarked
package io.tetrarch.node;

import org.jspecify.annotations.NullMarked;
