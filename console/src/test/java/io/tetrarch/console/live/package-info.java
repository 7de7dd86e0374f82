/** The log of events and its streams. */
package io.tetrarch.console.live;
