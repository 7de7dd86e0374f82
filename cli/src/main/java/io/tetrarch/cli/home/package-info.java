/** The folder that a group lives in, as commands open it: to decide, or to look. */
@NullMarked
package io.tetrarch.cli.home;

import org.jspecify.annotations.NullMarked;
