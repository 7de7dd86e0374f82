package io.tetrarch.gate.judge;

import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.reading.pack.Packs;
import io.tetrarch.reading.shell.ShellReader;
import io.tetrarch.reading.tool.Finding;
import io.tetrarch.reading.tool.Knowledge;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/** Knowledge with its digest: facts follow from it and from an action's bytes. */
public final class KnownPacks {

    private final ActionFindings findings;
    private final Supplier<Digest> digest;

    private KnownPacks(Knowledge knowledge, Supplier<Digest> digest) {
        this.findings = new ActionFindings(knowledge);
        this.digest = digest;
    }

    private static final class Bundled {
        private static final KnownPacks PACKS = new KnownPacks(Knowledge.bundled(), () -> Worked.DIGEST);
    }

    /** Worked out when it is first asked for. */
    private static final class Worked {
        private static final Digest DIGEST = worked();
    }

    /** What comes with this gate. */
    public static KnownPacks bundled() {
        return Bundled.PACKS;
    }

    /** Other packs than those that come with this gate, by the digest that they go by. */
    public static KnownPacks of(Packs packs, Digest digest) {
        return new KnownPacks(new Knowledge(packs), () -> digest);
    }

    /**
     * Of what comes with this gate: SHA3-256 over the name and the text of every pack in the order of their table of
     * contents, and over the launchers.
     */
    public Digest digest() {
        return digest.get();
    }

    List<Finding> findings(Case subject) {
        return findings.of(subject);
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
