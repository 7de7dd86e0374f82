/** How a command ends: the exit codes, and the one line that tells a person why it did not do what was asked. */
@NullMarked
package io.tetrarch.cli.exit;

import org.jspecify.annotations.NullMarked;
