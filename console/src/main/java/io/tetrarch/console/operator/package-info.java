/** Whether it is an operator who asks. */
@NullMarked
package io.tetrarch.console.operator;

import org.jspecify.annotations.NullMarked;
