package io.tetrarch.crypto.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.InclusionPath;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every tree of up to 130 leaves, against the recursive definition. */
class TreePropertiesTest {
    private static final int MOST = 130;
    private static final List<Digest> LEAVES = leaves();
    private static final LedgerTree TREE = treeOf(MOST);

    private static List<Digest> leaves() {
        List<Digest> leaves = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            leaves.add(TreeHash.leaf(ByteBuffer.allocate(4).putInt(i).array()));
        }
        return leaves;
    }

    private static LedgerTree treeOf(int size) {
        LedgerTree tree = LedgerTree.empty();
        LEAVES.subList(0, size).forEach(tree::append);
        return tree;
    }

    private static Digest changed(Digest digest) {
        return new Digest(digest.a() ^ 1, digest.b(), digest.c(), digest.d());
    }

    @Test
    void theRootOfEverySizeIsTheDefinitions() {
        Frontier frontier = Frontier.EMPTY;
        for (int size = 0; size <= MOST; size++) {
            Digest expected = NaiveTree.root(LEAVES.subList(0, size));
            assertThat(frontier.size()).isEqualTo(size);
            assertThat(frontier.root()).isEqualTo(expected);
            assertThat(TreeProofs.root(TREE, size)).isEqualTo(expected);
            assertThat(Frontier.EMPTY.appendLeaves(LEAVES.subList(0, size))).isEqualTo(frontier);
            frontier = size < MOST ? frontier.append(LEAVES.get(size)) : frontier;
        }
    }

    @Test
    void aFrontierReadBackIsTheSame() {
        for (int size = 0; size <= MOST; size++) {
            Frontier frontier = treeOf(size).frontier();
            assertThat(Frontier.decode(frontier.encode())).isEqualTo(frontier);
        }
    }

    @Test
    void bytesThatAreNoFrontierAreRefused() {
        byte[] encoded = treeOf(7).frontier().encode();
        assertThatThrownBy(() -> Frontier.decode(Arrays.copyOf(encoded, encoded.length - 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Frontier.decode(Arrays.copyOf(encoded, encoded.length + 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Frontier.decode(new byte[7])).isInstanceOf(IllegalArgumentException.class);
        byte[] negative = Arrays.copyOf(encoded, 8 + 4 * 32);
        negative[0] = (byte) 0x80;
        assertThatThrownBy(() -> Frontier.decode(negative)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyPathIsTheDefinitionsAndLeadsToTheRoot() {
        for (int size = 1; size <= MOST; size++) {
            Digest root = TreeProofs.root(TREE, size);
            for (int index = 0; index < size; index++) {
                InclusionPath path = TreeProofs.inclusion(TREE, index, size);
                assertThat(path.hashes()).isEqualTo(NaiveTree.path(index, LEAVES.subList(0, size)));
                assertThat(TreeProofs.rootOf(LEAVES.get(index), path)).contains(root);
            }
        }
    }

    @Test
    void aPathWithAnythingChangedDoesNotLeadToTheRoot() {
        for (int size = 1; size <= 20; size++) {
            Digest root = TreeProofs.root(TREE, size);
            for (int index = 0; index < size; index++) {
                InclusionPath path = TreeProofs.inclusion(TREE, index, size);
                Digest leaf = LEAVES.get(index);
                assertThat(TreeProofs.rootOf(changed(leaf), path)).isNotEqualTo(Optional.of(root));
                for (InclusionPath wrong : variants(path)) {
                    assertThat(TreeProofs.rootOf(leaf, wrong)).isNotEqualTo(Optional.of(root));
                }
            }
        }
    }

    /** Another index, a hash changed, missing or added, and places that cannot be. */
    private static List<InclusionPath> variants(InclusionPath path) {
        List<InclusionPath> variants = new ArrayList<>();
        for (long index = -1; index <= path.size(); index++) {
            if (index != path.index()) {
                variants.add(new InclusionPath(index, path.size(), path.hashes()));
            }
        }
        for (int i = 0; i < path.hashes().size(); i++) {
            List<Digest> hashes = new ArrayList<>(path.hashes());
            hashes.set(i, changed(hashes.get(i)));
            variants.add(new InclusionPath(path.index(), path.size(), hashes));
            hashes.remove(i);
            variants.add(new InclusionPath(path.index(), path.size(), hashes));
        }
        List<Digest> longer = new ArrayList<>(path.hashes());
        longer.add(LEAVES.getFirst());
        variants.add(new InclusionPath(path.index(), path.size(), longer));
        variants.add(new InclusionPath(path.index(), 4 * Long.highestOneBit(path.size()), path.hashes()));
        return variants;
    }

    @Test
    void everyConsistencyProofIsTheDefinitionsAndHolds() {
        for (int size = 1; size <= MOST; size++) {
            Digest root = TreeProofs.root(TREE, size);
            for (int old = 1; old <= size; old++) {
                ConsistencyProof proof = TreeProofs.consistency(TREE, old, size);
                assertThat(proof.hashes()).isEqualTo(NaiveTree.proof(old, LEAVES.subList(0, size)));
                assertThat(TreeProofs.isConsistent(proof, TreeProofs.root(TREE, old), root))
                        .isTrue();
            }
        }
    }

    @Test
    void everyTreeExtendsTheEmptyOne() {
        ConsistencyProof proof = TreeProofs.consistency(TREE, 0, 9);
        Digest root = TreeProofs.root(TREE, 9);
        assertThat(TreeProofs.isConsistent(proof, TreeHash.EMPTY_ROOT, root)).isTrue();
        assertThat(TreeProofs.isConsistent(proof, root, root)).isFalse();
    }

    @Test
    void aConsistencyProofWithAnythingChangedFails() {
        for (int size = 1; size <= 20; size++) {
            Digest root = TreeProofs.root(TREE, size);
            for (int old = 1; old <= size; old++) {
                Digest oldRoot = TreeProofs.root(TREE, old);
                ConsistencyProof proof = TreeProofs.consistency(TREE, old, size);
                assertThat(TreeProofs.isConsistent(proof, changed(oldRoot), root))
                        .isFalse();
                assertThat(TreeProofs.isConsistent(proof, oldRoot, changed(root)))
                        .isFalse();
                for (ConsistencyProof wrong : variants(proof)) {
                    assertThat(TreeProofs.isConsistent(wrong, oldRoot, root)).isFalse();
                }
            }
        }
    }

    private static List<ConsistencyProof> variants(ConsistencyProof proof) {
        List<ConsistencyProof> variants = new ArrayList<>();
        for (int i = 0; i < proof.hashes().size(); i++) {
            List<Digest> hashes = new ArrayList<>(proof.hashes());
            hashes.set(i, changed(hashes.get(i)));
            variants.add(new ConsistencyProof(proof.oldSize(), proof.newSize(), hashes));
            hashes.remove(i);
            variants.add(new ConsistencyProof(proof.oldSize(), proof.newSize(), hashes));
        }
        List<Digest> longer = new ArrayList<>(proof.hashes());
        longer.add(LEAVES.getFirst());
        variants.add(new ConsistencyProof(proof.oldSize(), proof.newSize(), longer));
        variants.add(new ConsistencyProof(proof.oldSize(), 4 * Long.highestOneBit(proof.newSize()), proof.hashes()));
        variants.add(new ConsistencyProof(-1, proof.newSize(), proof.hashes()));
        variants.add(new ConsistencyProof(proof.newSize() + 1, proof.newSize(), proof.hashes()));
        return variants;
    }

    @Test
    void aTreeStartedAtAFrontierProvesTheLeavesThatFollow() {
        for (int start = 0; start <= 40; start++) {
            LedgerTree late = LedgerTree.from(treeOf(start).frontier());
            LEAVES.subList(start, start + 10).forEach(late::append);
            assertThat(late.root()).isEqualTo(TreeProofs.root(TREE, start + 10));
            for (int index = start; index < start + 10; index++) {
                assertThat(TreeProofs.inclusion(late, index, late.size()))
                        .isEqualTo(TreeProofs.inclusion(TREE, index, late.size()));
            }
        }
    }

    @Test
    void aTreeStartedAtAFrontierDoesNotPretendToKnowWhatCameBefore() {
        LedgerTree late = LedgerTree.from(treeOf(8).frontier());
        late.append(LEAVES.get(8));
        assertThatThrownBy(() -> TreeProofs.inclusion(late, 3, 9)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TreeProofs.inclusion(late, 9, 9)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void proofsOfWhatIsNotThereAreRefused() {
        assertThatThrownBy(() -> TreeProofs.inclusion(TREE, -1, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TreeProofs.inclusion(TREE, 5, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TreeProofs.consistency(TREE, 6, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TreeProofs.consistency(TREE, MOST, MOST + 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
