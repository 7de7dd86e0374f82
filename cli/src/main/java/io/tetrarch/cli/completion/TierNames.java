package io.tetrarch.cli.completion;

import io.tetrarch.gate.charter.Tier;
import java.util.Iterator;

/** Of the default charter, which most groups have; looked up only when the script is made. */
public final class TierNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return DefaultNames.charter().tiers().stream().map(Tier::name).iterator();
    }
}
