/** What shows who asks. */
@NullMarked
package io.tetrarch.console.access;

import org.jspecify.annotations.NullMarked;
