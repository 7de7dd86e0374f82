/** Runs TLC on the configurations of the model of the chained view change. */
@NullMarked
package io.tetrarch.model;

import org.jspecify.annotations.NullMarked;
