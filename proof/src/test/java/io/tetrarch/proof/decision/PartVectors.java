package io.tetrarch.proof.decision;

import io.tetrarch.crypto.dsse.Envelope;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.pbft.message.Header;
import io.tetrarch.pbft.message.InclusionPath;
import io.tetrarch.proof.decision.DecisionProof.Certified;
import io.tetrarch.proof.decision.VectorCase.Edit;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.Groups;
import io.tetrarch.proof.group.Mode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Proofs of good form one part of which is not what it must be, from the group to the inclusion. */
final class PartVectors {
    private static final BigInteger ORDER =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

    private final Vectors vectors;
    private final Draft draft;
    private final DecisionProof good;

    private PartVectors(Vectors vectors) {
        this.vectors = vectors;
        this.draft = vectors.draft(Vectors.PLAIN);
        draft.index = 2;
        draft.behind = 2;
        this.good = draft.proof();
    }

    static void add(Vectors vectors) {
        PartVectors parts = new PartVectors(vectors);
        parts.group();
        parts.header();
        parts.commits();
        parts.signatures();
        parts.inclusion();
        parts.bits();
    }

    private void bad(String name, Check check, DecisionProof proof) {
        vectors.bad(name, Vectors.PLAIN, check, proof);
    }

    private void walked(String name, Check check, DecisionProof proof) {
        bad(name, check, proof);
        vectors.walkLast();
    }

    private void group() {
        Group.Title title = good.group().title();
        DecisionProof.GroupClaim claim = good.group();
        walked(
                "id-of-another-group",
                Check.GROUP,
                with(new DecisionProof.GroupClaim(Hash.sha3(new byte[] {9}), title, claim.operators())));
        bad(
                "name-of-another-group",
                Check.GROUP,
                with(Altered.claim(claim, new Group.Title("other", 1, title.mode()))));
        walked("another-epoch", Check.EPOCH, with(Altered.claim(claim, new Group.Title("test", 2, title.mode()))));
        bad("epoch-0", Check.EPOCH, with(Altered.claim(claim, new Group.Title("test", 0, title.mode()))));
        bad("higher-mode", Check.MODE, with(Altered.claim(claim, new Group.Title("test", 1, Mode.DISTRIBUTED))));
        bad("another-mode", Check.MODE, with(Altered.claim(claim, new Group.Title("test", 1, Mode.PROCESSES))));
        for (List<String> operators : List.of(
                List.<String>of(),
                List.of("Operator", "Operator"),
                List.of("operator"),
                List.of("Operator", "Other"))) {
            bad(
                    "operators-" + String.join("-", operators),
                    Check.MODE,
                    with(new DecisionProof.GroupClaim(claim.id(), title, operators)));
        }
        vectors.cases.add(
                VectorCase.bad("group-file-of-a-later-epoch", "second-epoch", Vectors.PLAIN, Check.GROUP.number()));
        vectors.cases.add(VectorCase.bad(
                "group-file-of-an-earlier-epoch", Vectors.PLAIN, "in-the-second-epoch", Check.GROUP.number()));
        vectors.cases.add(VectorCase.bad("group-file-of-another-group", "seven", Vectors.PLAIN, Check.GROUP.number()));
        tiers(vectors.groupFiles.get(Vectors.PLAIN));
    }

    private void tiers(String file) {
        Matcher approvals = Pattern.compile("\"approvals\": 3").matcher(file);
        if (approvals.find()) {
            vectors.cases.add(VectorCase.bad(
                    "group-file-with-a-tier-of-four",
                    Vectors.PLAIN,
                    Vectors.PLAIN,
                    Check.GROUP.number(),
                    Edit.group(approvals.end() - 1, 1, "4")));
            for (String many : List.of("2", "5", "0")) {
                vectors.cases.add(VectorCase.bad(
                        "group-file-with-a-tier-of-" + many,
                        Vectors.PLAIN,
                        Vectors.PLAIN,
                        0,
                        Edit.group(approvals.end() - 1, 1, many)));
            }
        }
        for (String name : List.of("receipt", "built-in/device", "built-in/withdrawal")) {
            int tier = file.indexOf("\"standard\"");
            vectors.cases.add(VectorCase.bad(
                    "group-file-with-tier-" + name.replace('/', '-'),
                    Vectors.PLAIN,
                    Vectors.PLAIN,
                    0,
                    Edit.group(tier + 1, 8, name)));
        }
        keys(file);
    }

    /** Keys that no generator makes, and one that two members have. */
    private void keys(String file) {
        int key = file.indexOf("\"key\": \"") + 8;
        List<String> unfit = List.of(
                "00".repeat(32),
                "01" + "00".repeat(31),
                "ec" + "ff".repeat(30) + "7f",
                "ed" + "ff".repeat(30) + "7f",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "02" + "00".repeat(31),
                "ff".repeat(32));
        for (String each : unfit) {
            vectors.cases.add(VectorCase.bad(
                    "unfit-key-" + each.substring(0, 4) + each.substring(62),
                    Vectors.PLAIN,
                    Vectors.PLAIN,
                    0,
                    Edit.group(key, 64, each)));
        }
        int second = file.indexOf("\"key\": \"", key) + 8;
        vectors.cases.add(VectorCase.bad(
                "key-of-two-members",
                Vectors.PLAIN,
                Vectors.PLAIN,
                0,
                Edit.group(second, 64, file.substring(key, key + 64))));
        int name = file.indexOf("\"creative\"") + 1;
        vectors.cases.add(VectorCase.bad(
                "name-of-two-members", Vectors.PLAIN, Vectors.PLAIN, 0, Edit.group(name, 8, "analytical")));
    }

    private DecisionProof with(DecisionProof.GroupClaim claim) {
        return new DecisionProof(claim, good.entry(), good.action(), good.certified(), List.of());
    }

    private DecisionProof with(InclusionPath inclusion, Header header, Envelope commit) {
        return new DecisionProof(
                good.group(), good.entry(), good.action(), new Certified(inclusion, header, commit), List.of());
    }

    private void header() {
        Header header = good.header();
        Digest other = Hash.sha3(new byte[] {9});
        List<Header> others = List.of(
                new Header(4, header.parent(), header.entriesRoot(), header.ledgerSize(), header.ledgerRoot()),
                new Header(3, other, header.entriesRoot(), header.ledgerSize(), header.ledgerRoot()),
                new Header(3, header.parent(), other, header.ledgerSize(), header.ledgerRoot()),
                new Header(3, header.parent(), header.entriesRoot(), 6, header.ledgerRoot()),
                new Header(3, header.parent(), header.entriesRoot(), header.ledgerSize(), other));
        List<String> names = List.of("sequence", "parent", "entries-root", "ledger-size", "ledger-root");
        for (int i = 0; i < others.size(); i++) {
            walked(
                    "header-of-another-" + names.get(i),
                    Check.HEADER,
                    with(good.inclusion(), others.get(i), good.commit()));
        }
    }

    private void commits() {
        Envelope commit = good.commit();
        byte[] payload = commit.payload().toArray();
        walked("type-of-verdicts", Check.HEADER, with("application/vnd.tetrarch.verdicts.v1", payload));
        bad("type-in-upper-case", Check.HEADER, with(commit.payloadType().toUpperCase(java.util.Locale.ROOT), payload));
        bad("payload-cut", Check.HEADER, with(commit.payloadType(), Arrays.copyOf(payload, 87)));
        bad("payload-longer", Check.HEADER, with(commit.payloadType(), Arrays.copyOf(payload, 89)));
        for (int at : new int[] {0, 31, 39, 55, 56, 87}) {
            byte[] changed = payload.clone();
            changed[at] ^= 1;
            bad("payload-with-another-byte-" + at, Check.HEADER, with(commit.payloadType(), changed));
        }
        vectors.bad("commit-in-another-epoch", Check.HEADER, each -> each.committedIn = new Domain(each.group.id(), 2));
        vectors.bad("commit-in-another-group", Check.HEADER, each -> each.committedIn = new Domain(Digest.ZERO, 1));
        byte[] changed = payload.clone();
        changed[47] ^= 1;
        walked("payload-of-another-view", Check.SIGNATURES, with(commit.payloadType(), changed));
    }

    private DecisionProof with(String type, byte[] payload) {
        return with(
                good.inclusion(),
                good.header(),
                new Envelope(type, Bytes.wrap(payload), good.commit().signatures()));
    }

    private void signatures() {
        List<Envelope.Signature> signed = good.commit().signatures();
        walked("two-signatures", Check.SIGNATURES, signed(signed.subList(0, 2)));
        bad("no-signature", Check.SIGNATURES, signed(List.of()));
        walked(
                "the-same-signature-twice",
                Check.SIGNATURES,
                signed(List.of(signed.get(0), signed.get(1), signed.get(1))));
        bad(
                "a-fourth-that-is-a-third-again",
                Check.SIGNATURES,
                signed(List.of(signed.get(0), signed.get(1), signed.get(2), signed.get(0))));
        bad(
                "signatures-of-each-other",
                Check.SIGNATURES,
                signed(List.of(
                        signed.get(0),
                        new Envelope.Signature(
                                signed.get(1).keyId(), signed.get(2).signature()),
                        new Envelope.Signature(
                                signed.get(2).keyId(), signed.get(1).signature()))));
        String client = Groups.clientKey().verifyingKey().id().toString();
        walked(
                "signature-of-a-client",
                Check.SIGNATURES,
                signed(List.of(
                        signed.get(0),
                        signed.get(1),
                        new Envelope.Signature(client, signed.get(2).signature()))));
        bad(
                "good-signatures-and-one-of-nobody",
                Check.SIGNATURES,
                signed(List.of(
                        signed.get(0),
                        signed.get(1),
                        signed.get(2),
                        new Envelope.Signature(
                                Digest.ZERO.toString(), signed.get(2).signature()))));
        bytesOfSignatures(signed.get(2).signature().toArray());
    }

    private void bytesOfSignatures(byte[] third) {
        for (int at : new int[] {0, 31, 32, 63}) {
            last("signature-with-another-byte-" + at, bytes -> bytes[at] ^= 1);
        }
        last("signature-with-s-above-the-order", PartVectors::addOrder);
        last("signature-with-r-of-small-order", bytes -> {
            Arrays.fill(bytes, 0, 32, (byte) 0);
            bytes[0] = 1;
        });
        last("signature-of-zeros", bytes -> Arrays.fill(bytes, (byte) 0));
        bad("signature-of-63-bytes", Check.SIGNATURES, signed(last(Arrays.copyOf(third, 63))));
        bad("signature-of-65-bytes", Check.SIGNATURES, signed(last(Arrays.copyOf(third, 65))));
        vectors.bad("signature-by-the-key-of-an-emptied-seat", "second-epoch", Check.SIGNATURES, each -> {
            each.answers = "AA-A";
            each.signers = new int[] {0, 1, 2};
        });
    }

    private static void addOrder(byte[] signature) {
        byte[] s = new byte[33];
        for (int i = 0; i < 32; i++) {
            s[32 - i] = signature[32 + i];
        }
        byte[] sum = new BigInteger(1, s).add(ORDER).toByteArray();
        for (int i = 0; i < 32; i++) {
            signature[32 + i] = i < sum.length ? sum[sum.length - 1 - i] : 0;
        }
    }

    private void last(String name, Consumer<byte[]> change) {
        byte[] bytes = good.commit().signatures().getLast().signature().toArray();
        change.accept(bytes);
        bad(name, Check.SIGNATURES, signed(last(bytes)));
    }

    private List<Envelope.Signature> last(byte[] bytes) {
        List<Envelope.Signature> signed = new ArrayList<>(good.commit().signatures());
        signed.set(2, new Envelope.Signature(signed.get(2).keyId(), Bytes.wrap(bytes)));
        return signed;
    }

    private DecisionProof signed(List<Envelope.Signature> signatures) {
        return Altered.with(good, signatures);
    }

    private void inclusion() {
        InclusionPath path = good.inclusion();
        List<Digest> hashes = path.hashes();
        walked("index-of-another", Check.INCLUSION, Altered.with(good, new InclusionPath(1, 5, hashes)));
        bad("index-of-the-last", Check.INCLUSION, Altered.with(good, new InclusionPath(4, 5, hashes)));
        bad("index-behind-the-ledger", Check.INCLUSION, Altered.with(good, new InclusionPath(5, 5, hashes)));
        walked("size-of-another-ledger", Check.INCLUSION, Altered.with(good, new InclusionPath(2, 6, hashes)));
        bad("size-0", Check.INCLUSION, Altered.with(good, new InclusionPath(0, 0, List.of())));
        walked(
                "path-without-its-last-hash",
                Check.INCLUSION,
                Altered.with(good, new InclusionPath(2, 5, hashes.subList(0, 2))));
        bad(
                "path-without-its-first-hash",
                Check.INCLUSION,
                Altered.with(good, new InclusionPath(2, 5, hashes.subList(1, 3))));
        bad("path-without-hashes", Check.INCLUSION, Altered.with(good, new InclusionPath(2, 5, List.of())));
        bad(
                "path-with-one-hash-more",
                Check.INCLUSION,
                Altered.with(
                        good,
                        new InclusionPath(2, 5, List.of(hashes.get(0), hashes.get(1), hashes.get(2), Digest.ZERO))));
        bad("path-in-another-order", Check.INCLUSION, Altered.with(good, new InclusionPath(2, 5, hashes.reversed())));
        bad(
                "path-of-a-hundred-hashes",
                Check.INCLUSION,
                Altered.with(good, new InclusionPath(2, 5, java.util.Collections.nCopies(100, Digest.ZERO))));
    }

    /** Each of the first bits of what is hashed or signed, where it stands in the file. */
    private void bits() {
        String file = vectors.proofFiles.get(Vectors.PLAIN);
        change(file, "\"canonical\": \"", Check.INCLUSION);
        change(file, "\"action\": \"", Check.ACTION);
        change(file, "\"payload\": \"", Check.HEADER);
        change(file, "\"parent\": \"", Check.HEADER);
        change(file, "\"sig\": \"", Check.SIGNATURES);
        change(file, "\"keyid\": \"", Check.SIGNATURES);
        change(file, "\"id\": \"", Check.GROUP);
    }

    private void change(String file, String member, Check check) {
        int value = file.indexOf(member) + member.length();
        for (int i = 0; i < 4; i++) {
            char other = file.charAt(value + i) == 'a' ? 'b' : 'a';
            String name = member.replaceAll("[^a-z]", "") + "-with-another-character-" + i;
            VectorCase changed = VectorCase.bad(
                    name,
                    Vectors.PLAIN,
                    Vectors.PLAIN,
                    check.number(),
                    Edit.proof(value + i, 1, String.valueOf(other)));
            vectors.cases.add(i == 0 ? changed.walked() : changed);
        }
    }
}
