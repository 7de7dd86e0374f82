/** What command classes have in common. */
@NullMarked
package io.tetrarch.cli.command;

import org.jspecify.annotations.NullMarked;
