/** What settings are, and where from. */
@NullMarked
package io.tetrarch.cli.config;

import org.jspecify.annotations.NullMarked;
