/** What settles an outcome: charters by version, their tiers, who may ask and run, and the rule that verdicts are put to. */
@NullMarked
package io.tetrarch.proof.rule;

import org.jspecify.annotations.NullMarked;
