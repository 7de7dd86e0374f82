package io.tetrarch.gate.judge;

import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.reading.pack.Packs;
import io.tetrarch.reading.shell.ShellReader;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The knowledge that comes with this gate, by its digest: facts follow from it and from an action's bytes. */
public final class KnownPacks {

    private KnownPacks() {}

    private static final class Holder {
        private static final Digest DIGEST = worked();
    }

    /** SHA3-256 over the name and the text of every pack in the order of their table of contents, and over the launchers. */
    public static Digest digest() {
        return Holder.DIGEST;
    }

    private static Digest worked() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Packs packs = Packs.bundled();
        packs.programs().forEach((pack, programs) -> {
            all.writeBytes(Hash.sha3(pack.getBytes(StandardCharsets.UTF_8)).toArray());
            all.writeBytes(Hash.sha3(packs.text(pack)).toArray());
        });
        all.writeBytes(Hash.sha3(ShellReader.launchers()).toArray());
        return Hash.sha3(all.toByteArray());
    }
}
