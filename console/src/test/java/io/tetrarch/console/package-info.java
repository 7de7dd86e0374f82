/** The console over the wire, with a real client. */
package io.tetrarch.console;
