@org.jspecify.annotations.NullMarked
package io.tetrarch.console.session;
