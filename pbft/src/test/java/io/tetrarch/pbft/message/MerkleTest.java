package io.tetrarch.pbft.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** RFC 9162, section 2.1, over SHA3-256. */
final class MerkleTest {
    private static List<Digest> leaves(int count) {
        List<Digest> leaves = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            leaves.add(new Digest(i, 1, 2, 3));
        }
        return leaves;
    }

    @Test
    void everyLeafLeadsToTheRoot() {
        for (int size = 1; size <= 40; size++) {
            List<Digest> leaves = leaves(size);
            Digest root = Merkle.root(leaves);
            List<InclusionPath> all = Merkle.paths(leaves);
            for (int i = 0; i < size; i++) {
                assertThat(Merkle.path(leaves, i)).isEqualTo(all.get(i));
                assertThat(Merkle.rootOf(leaves.get(i), all.get(i))).contains(root);
            }
        }
    }

    @Test
    void aPathOfAnotherLengthOrPlaceLeadsNowhereNear() {
        List<Digest> leaves = leaves(7);
        Digest root = Merkle.root(leaves);
        InclusionPath path = Merkle.path(leaves, 5);
        List<Digest> longer = new ArrayList<>(path.hashes());
        longer.add(Digest.ZERO);
        assertThat(Merkle.rootOf(leaves.get(5), new InclusionPath(5, 7, longer)))
                .isEmpty();
        assertThat(Merkle.rootOf(
                        leaves.get(5), new InclusionPath(5, 7, path.hashes().subList(0, 1))))
                .isEmpty();
        assertThat(Merkle.rootOf(leaves.get(5), new InclusionPath(7, 7, path.hashes())))
                .isEmpty();
        assertThat(Merkle.rootOf(leaves.get(5), new InclusionPath(-1, 7, path.hashes())))
                .isEmpty();
        assertThat(Merkle.rootOf(leaves.get(5), new InclusionPath(4, 7, path.hashes())))
                .isNotEqualTo(Optional.of(root));
        assertThat(Merkle.rootOf(leaves.get(4), path)).isNotEqualTo(Optional.of(root));
    }

    @Test
    void aLeafCannotPassForANode() {
        List<Digest> two = leaves(2);
        Digest inner = Merkle.root(two);
        assertThat(Merkle.root(List.of(inner))).isNotEqualTo(inner);
    }

    @Test
    void treesOfDifferentSizesDiffer() {
        List<Digest> roots = new ArrayList<>();
        for (int size = 0; size < 20; size++) {
            roots.add(Merkle.root(leaves(size)));
        }
        assertThat(roots).doesNotHaveDuplicates();
    }

    @Test
    void theHashIsSha3() {
        assertThat(Hash.sha3(new byte[0]))
                .hasToString("a7ffc6f8bf1ed76651c14756a061d662f580ff4de43b49fa82d80a4b80f8434a");
    }

    @Test
    void digestsCompareAsTheirBytesDo() {
        Digest low = Digest.ofHex("7f" + "00".repeat(31));
        Digest high = Digest.ofHex("80" + "00".repeat(31));
        assertThat(low).isLessThan(high);
        assertThat(Digest.of(high.toArray())).isEqualTo(high);
    }
}
