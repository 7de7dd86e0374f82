/** What happens, as it happens: a bounded log of events, and the streams that follow it. */
@NullMarked
package io.tetrarch.console.live;

import org.jspecify.annotations.NullMarked;
