/** YAML files that people write, read with errors that name line and column. */
@NullMarked
package io.tetrarch.reading.yaml;

import org.jspecify.annotations.NullMarked;
