/** Who may do what: bearer tokens and their roles. */
@NullMarked
package io.tetrarch.console.access;

import org.jspecify.annotations.NullMarked;
