/** What every answer has in common: problem details, JSON, who may ask from where, and how much. */
@NullMarked
package io.tetrarch.console.http;

import org.jspecify.annotations.NullMarked;
