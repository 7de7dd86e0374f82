/**
 * Reading shell text: a grammar of bash in plain Java, and what the text would run, found without running anything. All
 * judges read shell text through {@link io.tetrarch.reading.shell.ShellReader} and nothing else.
 */
@NullMarked
package io.tetrarch.reading.shell;

import org.jspecify.annotations.NullMarked;
