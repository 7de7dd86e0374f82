/** What coding agents ask before they call a tool, each in its own words, and how they are answered. */
@NullMarked
package io.tetrarch.agents.hook;

import org.jspecify.annotations.NullMarked;
