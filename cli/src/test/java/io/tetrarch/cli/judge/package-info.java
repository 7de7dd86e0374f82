@NullMarked
package io.tetrarch.cli.judge;

import org.jspecify.annotations.NullMarked;
