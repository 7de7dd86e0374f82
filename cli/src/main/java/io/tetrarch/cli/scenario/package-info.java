/** {@code tetrarch scenario}: the real core with one scripted fault, told step by step. */
@NullMarked
package io.tetrarch.cli.scenario;

import org.jspecify.annotations.NullMarked;
