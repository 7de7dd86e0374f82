package io.tetrarch.cli.use;

import io.tetrarch.use.Use;
import java.util.Iterator;

/** For completion; looked up only when its script is made. */
final class UseNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return Uses.ALL.stream().map(Use::name).iterator();
    }
}
