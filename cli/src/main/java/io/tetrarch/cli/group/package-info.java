/** The group file, as commands read it and as {@code tetrarch group show} shows it. */
@NullMarked
package io.tetrarch.cli.group;

import org.jspecify.annotations.NullMarked;
