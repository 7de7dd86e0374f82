package io.tetrarch.proof.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.json.JsonRejected;
import io.tetrarch.pbft.message.Hash;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GroupFileTest {
    private static final String FIRST_KEY =
            Groups.embedded().replicas().getFirst().key().toString();
    private static final String SECOND_KEY =
            Groups.embedded().replicas().get(1).key().toString();

    @ParameterizedTest
    @EnumSource(Mode.class)
    void aGroupComesBackFromItsFile(Mode mode) throws JsonRejected {
        Group group = Groups.group(new Group.Title("test", 3, mode), 7);
        Group back = read(GroupFile.write(group));
        assertThat(back).isEqualTo(group);
        assertThat(back.id()).isEqualTo(group.id());
    }

    /** Fixed, so that a change of the format does not go unseen. */
    @Test
    void itsIdIsTheHashOfItsCanonicalBytes() {
        Group group = Groups.embedded();
        assertThat(new String(group.canonicalBytes(), StandardCharsets.UTF_8))
                .startsWith("{\"format\":\"tetrarch.group.v1\",\"name\":\"test\",\"epoch\":1,\"mode\":\"embedded\","
                        + "\"replicas\":[{\"name\":\"analytical\",\"key\":\"" + FIRST_KEY
                        + "\",\"operator\":\"Operator\"},");
        assertThat(group.id()).isEqualTo(Hash.sha3(group.canonicalBytes()));
        assertThat(group.id()).hasToString("0305b7b199fc61fdc8a7dc1107b83700494701c0f35c3916d15533b9d441cad7");
    }

    @Test
    void layoutAndOrderOfMembersDoNotMatter() throws JsonRejected {
        String file = GroupFile.write(Groups.embedded());
        String moved = file.replace("  \"name\": \"test\",\n", "")
                .replace("\"epoch\": 1,", "\"epoch\":   1,\t\"name\":\"test\",")
                .replace("\"submit\",\n        \"execute\"", "\"execute\", \"submit\"");
        assertThat(moved).isNotEqualTo(file);
        assertThat(read(moved).id()).isEqualTo(Groups.embedded().id());
    }

    @Test
    void everyConstantIsPartOfTheId() throws JsonRejected {
        String file = GroupFile.write(Groups.embedded());
        assertThat(read(file.replace("\"viewMillis\": 5000", "\"viewMillis\": 5001"))
                        .id())
                .isNotEqualTo(Groups.embedded().id());
        assertThat(read(file.replace("\"approvals\": 4", "\"approvals\": 3")).id())
                .isNotEqualTo(Groups.embedded().id());
        assertThat(read(file.replace("\"epoch\": 1", "\"epoch\": 2")).id())
                .isNotEqualTo(Groups.embedded().id());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"mode\": \"embedded\" | \"mode\": \"local\" | 5:11: at mode: expected embedded, processes or"
                        + " distributed",
                "\"epoch\": 1 | \"epoch\": 0 | 4:12: at epoch: expected an integer from 1 to 9007199254740991",
                "\"name\": \"creative\" | \"name\": \"analytical\" | 12:5: at replicas[1]: expected a name of its own"
                        + " for each member, found analytical twice",
                "\"name\": \"agent\" | \"name\": \"creative\" | 29:5: at clients[0]: expected a name of its own for"
                        + " each member, found creative twice",
                "\"name\": \"creative\" | \"name\": \"a b\" | 13:15: at replicas[1].name: expected a name of 1 to 64"
                        + " letters, digits, '.', '_' and '-'",
                "\"operator\": \"Operator\" | \"operator\": \"\" | 10:19: at replicas[0].operator: expected an operator"
                        + " of 1 to 100 characters without quotes, backslashes and control characters",
                "\"viewMillis\": 5000 | \"viewMillis\": 90000 | 68:22: at timeouts.viewCapMillis: expected an integer"
                        + " from 90000 to 31622400000",
                "\"approvals\": 4 | \"approvals\": 5 | 59:7: at charter.tiers[2]: tier unanimous: expected from 3 to 4"
                        + " approvals, found 5",
                "\"approvals\": 4 | \"approvals\": 2 | 59:7: at charter.tiers[2]: tier unanimous: expected from 3 to 4"
                        + " approvals, found 2",
                "\"adversarial\"\\n | \"nobody\"\\n | 51:11: at charter.tiers[0].named[0]: expected the name of a"
                        + " replica (analytical, creative, adversarial, domain_expert)",
                "\"submit\" | \"rule\" | 33:9: at clients[0].roles[0]: expected submit or execute",
                "\"submit\" | \"execute\" | 34:9: at clients[0].roles[1]: expected each role once",
                "\"name\": \"unanimous\" | \"name\": \"standard\" | 60:17: at charter.tiers[2].name: expected each tier"
                        + " once, found standard again",
            })
    void mistakesAreReportedAtTheirPlace(String good, String bad, String message) {
        String file = GroupFile.write(Groups.embedded());
        String from = good.replace("\\n", "\n");
        assertThat(file).contains(from);
        int at = file.indexOf(from);
        String altered = file.substring(0, at) + bad.replace("\\n", "\n") + file.substring(at + from.length());
        assertThatThrownBy(() -> read(altered)).isInstanceOf(JsonRejected.class).hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0100000000000000000000000000000000000000000000000000000000000000",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "0200000000000000000000000000000000000000000000000000000000000000",
            })
    void anUnfitKeyIsRefused(String key) {
        String file = GroupFile.write(Groups.embedded()).replace(FIRST_KEY, key);
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(JsonRejected.class)
                .hasMessageStartingWith("9:14: at replicas[0].key: expected a usable key: ")
                .hasMessageNotContaining("\n");
    }

    @Test
    void aKeyOfTheWrongFormIsRefused() {
        for (String key :
                new String[] {"", FIRST_KEY.substring(2), FIRST_KEY + "00", FIRST_KEY.toUpperCase(Locale.ROOT)}) {
            String file = GroupFile.write(Groups.embedded()).replace(FIRST_KEY, key);
            assertThatThrownBy(() -> read(file))
                    .hasMessage("9:14: at replicas[0].key: expected an Ed25519 public key of 64 lower-case hex digits");
        }
    }

    @Test
    void aKeySharedByTwoMembersIsRefused() {
        String file = GroupFile.write(Groups.embedded()).replace(SECOND_KEY, FIRST_KEY);
        assertThatThrownBy(() -> read(file))
                .hasMessage("12:5: at replicas[1]: expected a key of its own for each member, found creative with the"
                        + " key of another");
    }

    @Test
    void unknownMembersAreRefused() {
        String file = GroupFile.write(Groups.embedded()).replace("\"epoch\": 1,", "\"epoch\": 1, \"quorum\": 2,");
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(JsonRejected.class)
                .hasMessage("4:25: at quorum: expected only the members format, name, epoch, descent, mode, replicas,"
                        + " clients, charter, timeouts, limits, requestLifeMillis");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 6, 8})
    void onlyGroupsOfThreeFPlusOneAreTaken(int replicas) {
        assertThatThrownBy(() -> Groups.group(new Group.Title("test", 1, Mode.EMBEDDED), replicas))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected 3f+1 replicas (4, 7, 10, 13, ...), found " + replicas);
    }

    @Test
    void aDistributedGroupNeedsAnOperatorForEachReplica() {
        String file = GroupFile.write(Groups.group(new Group.Title("test", 1, Mode.DISTRIBUTED), 4))
                .replace("Operator 3", "Operator 0");
        assertThatThrownBy(() -> read(file))
                .hasMessage("6:15: at replicas: expected an operator of its own for each replica in mode distributed,"
                        + " found 3 for 4 replicas");
    }

    @Test
    void addressesFollowFromTheMode() {
        String networked = GroupFile.write(Groups.group(new Group.Title("test", 1, Mode.PROCESSES), 4));
        assertThatThrownBy(() -> read(networked.replace("\"processes\"", "\"embedded\"")))
                .hasMessage("6:15: at replicas: expected no address for replica analytical in mode embedded");
        assertThatThrownBy(() -> read(networked.replace("host0:7400", "host0:0")))
                .hasMessage("10:18: at replicas[0].address: expected a port from 1 to 65535, found 0");
        assertThatThrownBy(() -> read(networked.replace("host0:7400", "host0")))
                .hasMessage("10:18: at replicas[0].address: expected an address host:port");
    }

    @Test
    void itGivesEachReplicaItsConfiguration() {
        Group group = Groups.embedded();
        assertThat(group.configurations()).hasSize(4).allSatisfy(configuration -> {
            assertThat(configuration.domain()).isEqualTo(group.domain());
            assertThat(configuration.limits()).isEqualTo(group.constants().limits());
        });
        assertThat(group.configuration(2).self()).isEqualTo(2);
        assertThat(group.keyring(Groups.SCHEME).replicas()).isEqualTo(4);
        assertThat(group.keyring(Groups.SCHEME)
                        .client(Groups.clientKey().verifyingKey().id()))
                .isPresent();
        assertThat(group.client(Groups.clientKey().verifyingKey().id())
                        .orElseThrow()
                        .name())
                .isEqualTo("agent");
        assertThat(group.replica("adversarial")).contains(2);
        assertThat(group.operators()).containsExactly("Operator");
        assertThat(group.quorum()).isEqualTo(3);
    }

    @Test
    void aModeSatisfiesTheWeakerOnes() {
        assertThat(Mode.DISTRIBUTED.satisfies(Mode.EMBEDDED)).isTrue();
        assertThat(Mode.PROCESSES.satisfies(Mode.PROCESSES)).isTrue();
        assertThat(Mode.PROCESSES.satisfies(Mode.DISTRIBUTED)).isFalse();
    }

    private static Group read(String file) throws JsonRejected {
        return GroupFile.read(file.getBytes(StandardCharsets.UTF_8), Groups.SCHEME);
    }
}
