package io.tetrarch.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The libraries of the pages are those that their makers published. */
final class LibrariesTest {
    private static final Path KEPT = Path.of("src/main/resources/web/lib");
    private static final Pattern ROW = Pattern.compile("\\| `([\\w./]+)` \\| ([0-9a-f]{64}) \\|");

    private static String sum(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void eachFileThatIsKeptHereIsTheOneOfItsSum() throws IOException, NoSuchAlgorithmException {
        Map<String, String> written = new TreeMap<>();
        Matcher rows = ROW.matcher(Files.readString(KEPT.resolve("README.md")));
        while (rows.find()) {
            written.put(rows.group(1), rows.group(2));
        }
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(KEPT)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                found.put(KEPT.relativize(file).toString(), sum(Files.readAllBytes(file)));
            }
        }
        found.remove("README.md");
        assertThat(written).isEqualTo(found);
    }

    @Test
    void whatIsTakenAtBuildIsServed() throws IOException {
        for (String each : new String[] {"htm/htm.js", "htm/LICENSE", "preact/preact.js", "preact/hooks.js"}) {
            try (var in = Console.class.getResourceAsStream("/web/lib/" + each)) {
                assertThat(in).as(each).isNotNull();
                assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                        .isNotBlank();
            }
        }
    }
}
