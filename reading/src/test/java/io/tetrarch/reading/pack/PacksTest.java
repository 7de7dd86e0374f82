package io.tetrarch.reading.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The packs that come with the gate. */
class PacksTest {

    private static final Packs PACKS = Packs.bundled();

    @Test
    void everyPackIsWellFormedAndTheTableOfContentsSaysWhatItKnows() {
        StringBuilder expected = new StringBuilder();
        StringBuilder found = new StringBuilder();
        PACKS.programs().forEach((name, programs) -> {
            Pack pack = PACKS.pack(name);
            assertThat(pack.name()).isEqualTo(name);
            assertThat(pack.about()).isNotEmpty();
            expected.append(line(name, new ArrayList<>(pack.tools().keySet())));
            found.append(line(name, programs));
        });
        assertThat(found.toString()).as("contents.txt").isEqualTo(expected.toString());
    }

    @Test
    void noProgramIsInTwoPacks() {
        Map<String, String> packOf = new HashMap<>();
        PACKS.programs()
                .forEach((pack, programs) -> programs.forEach(program ->
                        assertThat(packOf.put(program, pack)).as(program).isNull()));
    }

    @Test
    void theSchemaKnowsEveryEffectAndSeverity() throws IOException {
        String schema = resource("packs/pack.schema.json");
        for (Effect effect : Effect.values()) {
            assertThat(schema).contains('"' + effect.word() + '"');
        }
        for (Severity severity : Severity.values()) {
            assertThat(schema).contains('"' + severity.word() + '"');
        }
        for (Role role : Role.values()) {
            assertThat(schema).contains(role.word());
        }
    }

    @Test
    void whatAPackKnowsIsFoundByProgram() {
        assertThat(PACKS.tool("git")).isNotNull();
        assertThat(PACKS.tool("no-such-program")).isNull();
    }

    @Test
    void wildcardsMatchAsTheySay() {
        assertThat(new Glob("delete-*").matches("delete-bucket")).isTrue();
        assertThat(new Glob("delete-*").matches("undelete-bucket")).isFalse();
        assertThat(new Glob("*a*b*").matches("xxaxxbxx")).isTrue();
        assertThat(new Glob("a?c").matches("abc")).isTrue();
        assertThat(new Glob("a?c").matches("ac")).isFalse();
        assertThat(new Glob("a".repeat(50) + "*b").matches("a".repeat(2_000))).isFalse();
    }

    @Test
    void pathsMatchByTheNamesBetweenTheirSlashes() {
        assertThat(PathPattern.of("/etc/**").matches(PathPattern.names("/etc/passwd")))
                .isTrue();
        assertThat(PathPattern.of("/etc/**").matches(PathPattern.names("/etc"))).isTrue();
        assertThat(PathPattern.of("/etc/**").matches(PathPattern.names("/etcetera/x")))
                .isFalse();
        assertThat(PathPattern.of("**/.ssh/**").matches(PathPattern.names("~/.ssh/id_rsa")))
                .isTrue();
        assertThat(PathPattern.of("**/.ssh/**").matches(PathPattern.names("/home/u/.ssh")))
                .isTrue();
        assertThat(PathPattern.of("**/*.pem").matches(PathPattern.names("a/b/c.pem")))
                .isTrue();
        assertThat(PathPattern.of("*").matches(PathPattern.names("a/b"))).isFalse();
        assertThat(PathPattern.of("/").matches(PathPattern.names("/"))).isTrue();
        assertThat(PathPattern.of("/").matches(PathPattern.names("a"))).isFalse();
    }

    private static String line(String name, List<String> programs) {
        return name + ": " + String.join(" ", programs) + "\n";
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Packs.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8);
        }
    }
}
