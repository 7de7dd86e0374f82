/** What coding agents' hooks ask, at {@code /v1/hooks}. */
@NullMarked
package io.tetrarch.console.hook;

import org.jspecify.annotations.NullMarked;
