package io.tetrarch.simulator.mutant;

import static io.tetrarch.simulator.mutant.Mutants.AUTHENTICATION;
import static io.tetrarch.simulator.mutant.Mutants.MESSAGE;
import static io.tetrarch.simulator.mutant.Mutants.PBFT;
import static io.tetrarch.simulator.mutant.Mutants.breaking;
import static io.tetrarch.simulator.mutant.Mutants.lines;
import static io.tetrarch.simulator.mutant.Mutants.mutant;

import java.util.List;
import java.util.stream.Stream;

/** Bugs in what is signed, what is verified, and how signers are counted. */
final class ForgeryMutants {
    private ForgeryMutants() {}

    static List<Mutant> all() {
        return Stream.of(
                        breaking(Rule.SIGNED, whatIsSigned()),
                        breaking(Rule.SIGNED, nestedSignatures()),
                        breaking(Rule.QUORUMS, certificates()),
                        breaking(Rule.QUORUMS, quorums()))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Mutant> whatIsSigned() {
        return List.of(
                mutant(
                        "the type is not in what is signed",
                        "FISCO-BCOS#5180, raijin#17",
                        Suite.LOSSY,
                        AUTHENTICATION + "SignBytes.java",
                        "return of(statement.type(), statement.body(domain));",
                        "return of(MessageType.COMMIT, statement.body(domain));"),
                mutant(
                        "group and epoch are not in what is signed",
                        "massa#4979",
                        Suite.BYZANTINE,
                        MESSAGE + "Statement.java",
                        "new Encoder(USUAL_BYTES).domain(domain);",
                        "new Encoder().domain(new Domain(Digest.ZERO, 0));"),
                mutant(
                        "the view is not in a vote",
                        "relab/hotstuff#290",
                        Suite.LOSSY,
                        MESSAGE + "Vote.java",
                        "to.u64(view()).u64(sequence())",
                        "to.u64(0).u64(sequence())"));
    }

    private static List<Mutant> nestedSignatures() {
        return List.of(
                mutant(
                        "certificates in a VIEW-CHANGE are not verified",
                        "FISCO-BCOS#5168",
                        Suite.BAD_VIEW_CHANGES,
                        AUTHENTICATION + "Authenticator.java",
                        "unless(certificates.isGood(viewChange), Refusal.BAD_CERTIFICATE)",
                        "Optional.empty()"),
                mutant(
                        "the VIEW-CHANGEs in a NEW-VIEW are not verified",
                        "FISCO-BCOS#5168",
                        Suite.BAD_VIEW_CHANGES,
                        AUTHENTICATION + "Authenticator.java",
                        "unless(areGood(newView), Refusal.BAD_VIEW_CHANGE)",
                        "Optional.empty()"),
                mutant(
                        "verdicts in a batch are not verified",
                        "fail open",
                        Suite.BAD_PROPOSALS,
                        AUTHENTICATION + "EntryChecks.java",
                        lines(
                                "            if (!isGood(vote)) {",
                                "                return Optional.of(Refusal.BAD_VERDICT);"),
                        lines(
                                "            if (vote.replica() < 0) {",
                                "                return Optional.of(Refusal.BAD_VERDICT);")),
                mutant(
                        "evidence is not verified",
                        "honest replica accused",
                        Suite.BYZANTINE,
                        AUTHENTICATION + "EntryChecks.java",
                        "return good ? Optional.empty() : Optional.of(Refusal.BAD_EVIDENCE);",
                        "return Optional.empty();"));
    }

    private static List<Mutant> certificates() {
        return List.of(
                mutant(
                        "a leader that signed twice counts twice",
                        "monad#2086, Nethermind#11027, sawtooth-pbft 180ceed",
                        Suite.BYZANTINE,
                        MESSAGE + "PreparedCertificate.java",
                        "- (both ? 1 : 0)",
                        "- (both ? 0 : 0)"),
                mutant(
                        "f+1 prepares in a VIEW-CHANGE are enough",
                        "sawtooth-pbft",
                        Suite.BYZANTINE,
                        PBFT + "Certificates.java",
                        "certificate.signers(configuration.leader(certificate.view())) >= configuration.quorum()",
                        "certificate.signers(configuration.leader(certificate.view())) >= configuration.weakQuorum()"),
                mutant(
                        "a commit certificate from a peer needs no quorum",
                        "bft-smart#62",
                        Suite.POISON,
                        PBFT + "Certificates.java",
                        lines(
                                "certificate.commit().view() >= 0",
                                "                && certificate.sequence() > configuration.startSequence()",
                                "                && certificate.signatures().count() >= configuration.quorum()"),
                        lines(
                                "certificate.commit().view() >= 0",
                                "                && certificate.sequence() > configuration.startSequence()")),
                mutant(
                        "a stable checkpoint from a peer needs no quorum",
                        "omnia#348",
                        Suite.POISON,
                        PBFT + "Certificates.java",
                        lines(
                                "|| checkpoint.sequence() % configuration.limits().checkpointInterval() == 0)",
                                "                && certificate.signatures().count() >= configuration.quorum()"),
                        "|| checkpoint.sequence() % configuration.limits().checkpointInterval() == 0)"));
    }

    private static List<Mutant> quorums() {
        return List.of(
                mutant(
                        "a NEW-VIEW of f+1 VIEW-CHANGEs is enough",
                        "FISCO-BCOS#5168",
                        Suite.BAD_VIEW_CHANGES,
                        PBFT + "Certificates.java",
                        "return senders.size() == configuration.quorum();",
                        "return senders.size() >= configuration.weakQuorum();"),
                mutant(
                        "prepared by f+1",
                        "quorum arithmetic",
                        Suite.MIXED,
                        PBFT + "VoteLog.java",
                        "if (signers < configuration.quorum()) {",
                        "if (signers < configuration.weakQuorum()) {"),
                mutant(
                        "committed by f+1",
                        "quorum arithmetic",
                        Suite.CALM,
                        PBFT + "VoteLog.java",
                        "if (matches(commits, commit.sequence(), commit.digest()) < configuration.quorum()) {",
                        "if (matches(commits, commit.sequence(), commit.digest()) < configuration.weakQuorum()) {"));
    }
}
