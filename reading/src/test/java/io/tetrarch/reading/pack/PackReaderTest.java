package io.tetrarch.reading.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.reading.yaml.PolicyRejected;
import org.junit.jupiter.api.Test;

/** A pack that is not well formed is refused at its place. */
class PackReaderTest {

    private static final String HEAD = "pack: p\nabout: a\n";

    @Test
    void aToolSaysWhatItsSubcommandsAndFlagsDo() throws PolicyRejected {
        Pack pack = read(HEAD + """
            tools:
              "tool, alias":
                valued: [-C]
                subcommands:
                  "stash drop, stash clear": {effect: destroys, says: It is gone., instead: keep it}
                  "get*": reads
                flags:
                  "-n, --dry-run": dry-run
                  "-o": {value: path writes}
            """);
        Entry tool = pack.tools().get("alias");
        assertThat(tool).isNotNull();
        Entry drop = tool.words().subcommands().find("stash drop");
        assertThat(drop).isNotNull();
        assertThat(drop.meaning())
                .isEqualTo(new Meaning(
                        java.util.Set.of(Effect.DESTROYS), Severity.HIGH, "destroys", "It is gone.", "keep it"));
        assertThat(tool.words().subcommands().find("get-all")).isNotNull();
        assertThat(tool.words().subcommands().find("put")).isNull();
        assertThat(tool.flags().valued()).containsExactlyInAnyOrder("-C", "-o");
        assertThat(tool.flags().known().get("--dry-run"))
                .extracting(Flag::manner)
                .isEqualTo(Flag.Manner.DRY_RUN);
    }

    @Test
    void whatIsWrongIsNamedWithItsLineAndColumn() {
        refused("tools:\n  t: {effect: deletes}", "4:15", "expected an effect", "found deletes");
        refused("tools:\n  t: {effect: destroys}", "4:6", "expected the key says");
        refused("tools:\n  t: {efect: reads}", "4:14", "expected one of the keys");
        refused("tools:\n  t:\n    effect: reads\n    severity: bad", "6:15", "expected none, low, medium");
        refused("tools:\n  t:\n    flags:\n      -o: {value: file}", "6:19", "expected a role");
        refused("tools:\n  t:\n    form: dos", "5:11", "expected gnu, flags-first, single-dash or assignments");
        refused("tools:\n  t: {effect: sends, reason: Sends It}", "4:30", "expected a reason code");
        refused("tools:\n  t: reads\n  'u, t': reads", "5:11", "expected the tool t once");
        refused("places:\n  tmp: {reads: none}", "4:8", "expected the key paths");
        refused("crossings:\n  - {from: reads, to: sends}", "4:5", "expected the key effect");
        refused("other: 1", "3:8", "expected one of the keys");
    }

    @Test
    void aTextThatIsNoYamlOrNoUtf8IsRefused() {
        assertThatThrownBy(() -> read("pack: [")).isInstanceOf(PolicyRejected.class);
        assertThatThrownBy(() -> PackReader.read(new byte[] {(byte) 0xff}))
                .isInstanceOf(PolicyRejected.class)
                .hasMessageContaining("expected UTF-8");
    }

    private static void refused(String rest, String place, String... words) {
        assertThatThrownBy(() -> read(HEAD + rest))
                .isInstanceOf(PolicyRejected.class)
                .hasMessageStartingWith(place + ":")
                .hasMessageContainingAll(words);
    }

    private static Pack read(String yaml) throws PolicyRejected {
        return PackReader.read(yaml.getBytes(UTF_8));
    }
}
