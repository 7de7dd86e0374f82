/** {@code tetrarch replay}: what was decided, judged again under another charter. */
@NullMarked
package io.tetrarch.cli.replay;

import org.jspecify.annotations.NullMarked;
