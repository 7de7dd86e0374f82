/** Bugs that real implementations had, put into our code one at a time, each of which the suite must find. */
@org.jspecify.annotations.NullMarked
package io.tetrarch.simulator.mutant;
