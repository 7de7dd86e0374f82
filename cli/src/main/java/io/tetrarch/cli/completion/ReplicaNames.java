package io.tetrarch.cli.completion;

import io.tetrarch.gate.charter.JudgeSpec;
import java.util.Iterator;

/** Of the default charter, which most groups have; looked up only when the script is made. */
public final class ReplicaNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return DefaultNames.charter().judges().stream().map(JudgeSpec::name).iterator();
    }
}
