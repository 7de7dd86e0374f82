/** {@code tetrarch run}: a shell command that runs only if the group approves it. */
@NullMarked
package io.tetrarch.cli.run;

import org.jspecify.annotations.NullMarked;
