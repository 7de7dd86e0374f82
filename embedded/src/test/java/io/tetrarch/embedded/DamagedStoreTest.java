package io.tetrarch.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.embedded.home.HomeRefused;
import io.tetrarch.embedded.home.Inspection;
import io.tetrarch.embedded.home.Repair;
import io.tetrarch.embedded.home.StoppedGroup;
import io.tetrarch.node.observe.Await;
import io.tetrarch.node.replica.ReplicaState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Stores that a disk has damaged: one of four is a replica that failed, and no more than that. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DamagedStoreTest {
    /** Enough that the logs of the first starts stand in tables. */
    private static final int STARTS = 10;

    private static final String VICTIM = "creative";
    private static final int INDEX = 1;
    private static final SignatureScheme SCHEME = Ed25519Provider.BEST.load();

    private Path folder = Path.of("");
    private Path sound = Path.of("");

    @BeforeAll
    void decide(@TempDir Path temporary) throws Exception {
        folder = temporary;
        sound = temporary.resolve("data");
        for (int i = 0; i < STARTS; i++) {
            try (EmbeddedCluster gate =
                    EmbeddedCluster.builder().storedIn(sound).open()) {
                gate.decide(DecidingProcess.action("/tmp/" + i));
            }
        }
        assertThat(HurtFiles.files(store(sound, VICTIM), ".sst")).isNotEmpty();
    }

    private static Path store(Path data, String replica) {
        return data.resolve("replicas").resolve(replica);
    }

    private Path copy(String name) throws IOException {
        Path data = folder.resolve(name);
        HurtFiles.copy(sound, data);
        return data;
    }

    /** What a disk may do to a store. */
    enum Damage {
        NO_CURRENT {
            @Override
            void doTo(Path store) throws IOException {
                Files.delete(store.resolve("CURRENT"));
            }
        },
        NO_MANIFEST {
            @Override
            void doTo(Path store) throws IOException {
                Files.delete(manifest(store));
            }
        },
        FLIPPED_MANIFEST {
            @Override
            void doTo(Path store) throws IOException {
                HurtFiles.flip(manifest(store), 40);
            }
        },
        NO_TABLE {
            @Override
            void doTo(Path store) throws IOException {
                Files.delete(HurtFiles.files(store, ".sst").getFirst());
            }
        },
        FLIPPED_FOOTER {
            @Override
            void doTo(Path store) throws IOException {
                HurtFiles.flip(HurtFiles.files(store, ".sst").getFirst(), -4);
            }
        },
        /** Opening reads the first table only, and recovering the next. */
        FLIPPED_RECORDS {
            @Override
            void doTo(Path store) throws IOException {
                for (Path table : HurtFiles.files(store, ".sst").subList(1, 3)) {
                    HurtFiles.flip(table, 10);
                }
            }
        },
        FLIPPED_LOG {
            @Override
            void doTo(Path store) throws IOException {
                HurtFiles.flip(HurtFiles.files(store, ".log").getFirst(), 20);
            }
        };

        abstract void doTo(Path store) throws IOException;

        private static Path manifest(Path store) throws IOException {
            return store.resolve(Files.readString(store.resolve("CURRENT")).strip());
        }
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    void theOthersGoOnAndItHealsOnceItsStoreIsMovedAside(Damage damage) throws Exception {
        Path data = copy(damage.name());
        Path store = store(data, VICTIM);
        damage.doTo(store);

        try (EmbeddedCluster gate = EmbeddedCluster.builder().storedIn(data).open()) {
            assertThat(gate.decide(DecidingProcess.action("/tmp/three")).isApproved())
                    .isTrue();
            assertThat(gate.replicas().get(INDEX).run()).isEqualTo(ReplicaState.Run.FAILED);
            assertThat(gate.replicas().get(INDEX).halt().orElseThrow().because())
                    .contains(store + " is damaged")
                    .doesNotContain("\n");
            assertThat(gate.inspect(INDEX).orElseThrow().report()).isEmpty();
            assertThat(gate.notices())
                    .singleElement()
                    .satisfies(notice -> assertThat(notice.line())
                            .startsWith("replica creative is out of work, and the others go on: ")
                            .contains("'tetrarch repair creative'"));
        }
        assertThat(StoppedGroup.inspect(data, SCHEME))
                .filteredOn(seen -> seen.replica() == INDEX)
                .singleElement()
                .satisfies(seen -> assertThat(seen.inspection().state().run()).isEqualTo(ReplicaState.Run.FAILED));

        Path aside = new Repair(data, SCHEME).store(VICTIM);

        assertThat(aside).isEqualTo(store.resolveSibling("creative.damaged-1")).isDirectory();
        assertThat(store).doesNotExist();
        try (EmbeddedCluster gate = EmbeddedCluster.builder().storedIn(data).open()) {
            assertThat(gate.notices()).isEmpty();
            assertThat(gate.decide(DecidingProcess.action("/tmp/healing")).isApproved())
                    .isTrue();
            Await.until(gate, () -> gate.standings().get(INDEX).executed() >= STARTS);
        }
        assertThat(aside).isDirectory();
    }

    @Test
    void whereMoreAreDamagedThanMayFailAllAreNamed() throws Exception {
        Path data = copy("two");
        Damage.NO_CURRENT.doTo(store(data, "creative"));
        Damage.NO_MANIFEST.doTo(store(data, "domain_expert"));
        assertThatThrownBy(() -> EmbeddedCluster.builder().storedIn(data).open())
                .isInstanceOf(HomeRefused.class)
                .hasMessageStartingWith(data.resolve("replicas")
                        + ": of 4 stores no more than 1 may be damaged or missing (damaged: creative,"
                        + " domain_expert); ");
        HurtFiles.delete(store(data, "creative"));
        assertThatThrownBy(() -> EmbeddedCluster.builder().storedIn(data).open())
                .hasMessageContaining("(damaged: domain_expert; missing: creative); ");
        assertThat(store(data, "creative")).doesNotExist();

        Path found = copy("two-while-recovering");
        Damage.FLIPPED_RECORDS.doTo(store(found, "creative"));
        Damage.FLIPPED_RECORDS.doTo(store(found, "analytical"));
        assertThatThrownBy(() -> EmbeddedCluster.builder().storedIn(found).open())
                .isInstanceOf(HomeRefused.class)
                .hasMessageContaining(store(found, "creative") + " is damaged")
                .hasMessageContaining(store(found, "analytical") + " is damaged");
        assertThatThrownBy(() -> new Repair(found, SCHEME).store("creative"))
                .isInstanceOf(HomeRefused.class)
                .hasMessageStartingWith("creative could not heal, since these lack their votes too: analytical; ");
    }

    @Test
    void whereMoreAreMissingThanMayFailNoneIsMadeInTheirPlace() throws Exception {
        Path data = copy("missing");
        HurtFiles.delete(store(data, "creative"));
        HurtFiles.delete(store(data, "adversarial"));

        assertThatThrownBy(() -> EmbeddedCluster.builder().storedIn(data).open())
                .isInstanceOf(HomeRefused.class)
                .hasMessageStartingWith(data.resolve("replicas")
                        + ": of 4 stores no more than 1 may be damaged or missing (missing: creative, adversarial); ");
        assertThat(store(data, "creative")).doesNotExist();
    }

    @Test
    void aRepairIsRefusedWhereThereIsNothingToRepair() throws Exception {
        Path data = copy("sound");
        Repair repair = new Repair(data, SCHEME);
        assertThatThrownBy(() -> repair.store(VICTIM))
                .isInstanceOf(HomeRefused.class)
                .hasMessage(store(data, VICTIM) + " is sound: there is nothing to repair");
        assertThatThrownBy(() -> repair.store("nobody"))
                .hasMessage(
                        "expected one of the replicas analytical, creative, adversarial, domain_expert, found nobody");
        Damage.NO_CURRENT.doTo(store(data, VICTIM));
        try (EmbeddedCluster gate = EmbeddedCluster.builder().storedIn(data).open()) {
            assertThatThrownBy(() -> repair.store(VICTIM)).hasMessage(data + " is in use by this process already");
            assertThat(gate.group().replicas()).hasSize(4);
        }
    }

    /** Opening and recovering read none of it; whoever asks for an old entry gets it from another replica. */
    @Test
    void damageInWhatOnlyTheLedgerHasIsPassedOverWhenReadAndFoundByRepair() throws Exception {
        Path data = copy("ledger");
        Path store = store(data, "analytical");
        HurtFiles.flip(HurtFiles.files(store, ".sst").getLast(), 10);
        try (EmbeddedCluster gate = EmbeddedCluster.builder().storedIn(data).open()) {
            assertThat(gate.replicas()).extracting(ReplicaState::run).containsOnly(ReplicaState.Run.AT_WORK);
            for (long index = 0; index < STARTS; index++) {
                assertThat(gate.ledger().pieceWith(index)).isPresent();
            }
        }
        assertThat(new Repair(data, SCHEME).store("analytical")).isDirectory();
    }

    @Test
    void aStoreOfAnotherGroupIsRefusedAndNothingIsTouched() throws Exception {
        Path data = copy("foreign");
        Path other = folder.resolve("other");
        try (EmbeddedCluster gate = EmbeddedCluster.builder().storedIn(other).open()) {
            gate.decide(DecidingProcess.action("/tmp/elsewhere"));
        }
        HurtFiles.delete(store(data, VICTIM));
        HurtFiles.copy(store(other, VICTIM), store(data, VICTIM));
        byte[] current = Files.readAllBytes(store(data, VICTIM).resolve("IDENTITY"));

        assertThatThrownBy(() -> EmbeddedCluster.builder().storedIn(data).open())
                .isInstanceOf(HomeRefused.class)
                .hasMessage("the store in " + store(data, VICTIM) + " is of another group, epoch or replica");
        assertThatThrownBy(() -> Inspection.open(data, SCHEME)).isInstanceOf(HomeRefused.class);
        assertThat(store(data, VICTIM).resolve("IDENTITY")).hasBinaryContent(current);
    }

    @Test
    void severalDamagesAreToldApart() throws Exception {
        Path data = copy("names");
        Damage.NO_CURRENT.doTo(store(data, VICTIM));
        Repair repair = new Repair(data, SCHEME);
        Files.createDirectory(store(data, "creative.damaged-1"));

        assertThat(repair.store(VICTIM)).isEqualTo(store(data, "creative.damaged-2"));
        assertThatThrownBy(() -> repair.store(VICTIM)).hasMessageContaining("there is no store to repair");
        try (Inspection inspection = Inspection.open(data, SCHEME)) {
            assertThat(inspection.ledgers().sequencedKeySet())
                    .isEqualTo(new java.util.LinkedHashSet<>(List.of("analytical", "adversarial", "domain_expert")));
        }
    }
}
