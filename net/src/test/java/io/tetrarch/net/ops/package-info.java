/** Tests of what operators are told. */
@NullMarked
package io.tetrarch.net.ops;

import org.jspecify.annotations.NullMarked;
