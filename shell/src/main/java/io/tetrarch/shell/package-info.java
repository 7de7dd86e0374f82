/** What a shell command finds around it when it starts: its environment, and the programs that its words name. */
@NullMarked
package io.tetrarch.shell;

import org.jspecify.annotations.NullMarked;
