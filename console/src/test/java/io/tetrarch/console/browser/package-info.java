/** The pages in a real browser, before the real server. */
package io.tetrarch.console.browser;
