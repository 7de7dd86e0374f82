/** What is said of a change of a group. */
@NullMarked
package io.tetrarch.cli.group;

import org.jspecify.annotations.NullMarked;
