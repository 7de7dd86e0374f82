package io.tetrarch.embedded;

import io.tetrarch.client.CharterRefused;
import io.tetrarch.client.Decision;
import io.tetrarch.embedded.home.HomeRefused;
import io.tetrarch.gate.charter.Charter;
import io.tetrarch.gate.charter.CharterDiff;
import io.tetrarch.gate.charter.CharterReader;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.proof.rule.CharterBook;
import io.tetrarch.reading.yaml.PolicyRejected;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * The charter that whoever opens a group says it has.
 *
 * @param proposed whether one that the group does not have yet is put before it; else it is refused
 */
record SaidCharter(byte[] file, boolean proposed) {
    private static final int TOLD = 5;

    /**
     * Holds it against the charter in force.
     *
     * @return the decision on it, where it was proposed
     * @throws HomeRefused with what differs, if the group goes by another
     */
    Optional<CompletionStage<Decision>> hold(EmbeddedCluster group) throws HomeRefused {
        Charter said = read();
        Digest digest = said.digest();
        CharterBook book = group.charters();
        if (book.current().digest().equals(digest)) {
            return Optional.empty();
        }
        Optional<Long> earlier = book.kept().stream()
                .filter(version -> version.digest().equals(digest))
                .map(version -> version.version())
                .findFirst();
        if (earlier.isPresent()) {
            throw new HomeRefused("the charter given is this group's version " + earlier.get() + ", and version "
                    + book.current().version() + " is in force; give that, or none");
        }
        if (!proposed) {
            throw new HomeRefused("the charter given is not the group's, whose version "
                    + book.current().version() + " differs in " + difference(group.charter(), said)
                    + "; give none, or have it proposed");
        }
        try {
            return Optional.of(group.decideAsync(group.proposal(file)));
        } catch (CharterRefused e) {
            throw new HomeRefused(e.in("charter"), e);
        } catch (IllegalArgumentException e) {
            throw new HomeRefused("the charter given cannot be proposed: " + e.getMessage(), e);
        }
    }

    private Charter read() throws HomeRefused {
        try {
            return CharterReader.readNew(file);
        } catch (PolicyRejected e) {
            throw new HomeRefused(e.in("charter"), e);
        }
    }

    private static String difference(Charter inForce, Charter said) {
        List<String> changed = CharterDiff.between(inForce, said).stream()
                .map(CharterDiff.Change::what)
                .toList();
        String told = changed.stream().limit(TOLD).collect(Collectors.joining(", "));
        int more = changed.size() - TOLD;
        return changed.isEmpty() ? "its version alone" : told + (more > 0 ? " and " + more + " more" : "");
    }
}
