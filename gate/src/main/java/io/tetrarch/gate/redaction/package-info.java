/** Masking of secrets in what leaves the process: logs, screens, prompts, requests to services. */
@NullMarked
package io.tetrarch.gate.redaction;

import org.jspecify.annotations.NullMarked;
