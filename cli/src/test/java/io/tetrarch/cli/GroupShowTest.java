package io.tetrarch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.proof.group.Groups;
import io.tetrarch.proof.group.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GroupShowTest {
    @TempDir
    Path folder;

    @Test
    void itSaysWhoIsInTheGroupAndWhatThatTolerates() throws IOException {
        Path file = Groups.write(folder.resolve("group.json"), Mode.DISTRIBUTED);

        assertThat(Invocation.of("group", "show", file.toString())
                        .endedQuietlyWith(0)
                        .out())
                .contains("distributed", "4, 3 make a quorum", "1 Byzantine host or operator")
                .contains("domain_expert", "replica of Operator 3 at host3:7403")
                .contains("agent", "client that may submit, execute")
                .containsPattern("critical +3 of 4 +adversarial");
    }

    @Test
    void anEmbeddedGroupDoesNotClaimToSurviveItsHost() throws IOException {
        Path file = Groups.write(folder.resolve("group.json"), Mode.EMBEDDED);

        assertThat(Invocation.of("group", "show", file.toString()).out())
                .contains("1 faulty or compromised judge or replica logic; not the loss of this host");
    }

    @Test
    void forMachinesItIsOneObject() throws IOException, JsonRejected {
        Path file = Groups.write(folder.resolve("group.json"), Mode.EMBEDDED);

        JsonCursor json = Invocation.of("group", "show", file.toString(), "--json")
                .endedQuietlyWith(0)
                .json();

        assertThat(json.member("id").string()).matches("[0-9a-f]{64}");
        assertThat(json.member("name").string()).isEqualTo("test");
        assertThat(json.member("epoch").integer(1, 1)).isEqualTo(1);
        assertThat(json.member("mode").string()).isEqualTo("embedded");
        assertThat(json.member("quorum").integer(3, 3)).isEqualTo(3);
        assertThat(json.member("charter").string()).matches("[0-9a-f]{64}");
        assertThat(json.member("replicas").elements()).hasSize(4).allSatisfy(replica -> {
            assertThat(replica.member("key").string()).matches("[0-9a-f]{64}");
            assertThat(replica.member("keyId").string()).matches("[0-9a-f]{64}");
        });
        assertThat(json.member("clients").elements()).hasSize(2);
    }

    @Test
    void aMistakeIsShownAtItsPlace() throws IOException {
        Path file = Groups.write(folder.resolve("group.json"), Mode.EMBEDDED);
        Files.writeString(file, Files.readString(file).replace("\"embedded\"", "\"cloud\""));

        Invocation.of("group", "show", file.toString())
                .refusedWith(file + ":5:11: at mode: expected embedded, processes or distributed");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Invocation.of("group", "show", "none.json").refusedWith("none.json: no such file");
    }
}
