/** For the tests of applications: a gate that answers as told, decisions made of real keys, a clock to set, a group in memory. */
@NullMarked
package io.tetrarch.testing;

import org.jspecify.annotations.NullMarked;
