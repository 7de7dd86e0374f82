@NullMarked
package io.tetrarch.gate.judge.expert;

import org.jspecify.annotations.NullMarked;
