/** What is counted, for Prometheus. */
@NullMarked
package io.tetrarch.console.metric;

import org.jspecify.annotations.NullMarked;
