package io.tetrarch.cli.completion;

import io.tetrarch.gate.charter.Charter;
import io.tetrarch.gate.charter.CharterReader;

/** Where names are taken from that every group may choose anew. */
final class DefaultNames {
    private DefaultNames() {}

    static Charter charter() {
        return CharterReader.defaultCharter();
    }
}
