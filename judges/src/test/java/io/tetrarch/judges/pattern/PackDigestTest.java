package io.tetrarch.judges.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.reading.pack.Packs;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackDigestTest {
    @Test
    void itTellsPacksApart() {
        Packs packs = Packs.bundled();
        assertThat(PackDigest.of(packs, List.of("git")))
                .isEqualTo(PackDigest.of(packs, List.of("git")))
                .isNotEqualTo(PackDigest.of(packs, List.of("files")));
    }
}
