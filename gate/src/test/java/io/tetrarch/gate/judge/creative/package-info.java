@NullMarked
package io.tetrarch.gate.judge.creative;

import org.jspecify.annotations.NullMarked;
