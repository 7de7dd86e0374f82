/** What the whole code base must keep to, each rule with a sample that breaks it. */
@NullMarked
package io.tetrarch.rules;

import org.jspecify.annotations.NullMarked;
