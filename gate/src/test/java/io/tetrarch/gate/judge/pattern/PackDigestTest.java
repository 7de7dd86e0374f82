package io.tetrarch.gate.judge.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.gate.pack.Packs;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackDigestTest {
    @Test
    void whatAPackKnowsIsFoundByProgram() {
        assertThat(PACKS.tool("git")).isNotNull();
        assertThat(PACKS.tool("no-such-program")).isNull();
        assertThat(PackDigest.of(Packs.bundled(), List.of("git")))
                .isEqualTo(PackDigest.of(Packs.bundled(), List.of("git")))
                .isNotEqualTo(PackDigest.of(Packs.bundled(), List.of("files")));
    }
}
