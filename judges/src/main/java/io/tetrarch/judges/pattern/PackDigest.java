package io.tetrarch.judges.pattern;

import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.reading.pack.Packs;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What a judge goes by, in one digest. */
public final class PackDigest {
    private PackDigest() {}

    /** The packs that know programs, and what surrounds them. */
    public static List<String> ofPrograms(Packs packs) {
        List<String> names = new ArrayList<>(List.of("surroundings"));
        packs.programs().forEach((pack, programs) -> {
            if (!programs.isEmpty()) {
                names.add(pack);
            }
        });
        return names;
    }

    /**
     * SHA3-256 of what these packs say, in this order.
     *
     * @throws IllegalArgumentException if there is no such pack
     */
    public static Digest of(Packs packs, Collection<String> names) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        names.forEach(name -> all.writeBytes(Hash.sha3(packs.text(name)).toArray()));
        return Hash.sha3(all.toByteArray());
    }
}
