package io.tetrarch.wire;

import com.google.protobuf.ByteString;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Checkpoint;
import io.tetrarch.pbft.message.CheckpointCertificate;
import io.tetrarch.pbft.message.Commit;
import io.tetrarch.pbft.message.CommitCertificate;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.NewView;
import io.tetrarch.pbft.message.PreparedCertificate;
import io.tetrarch.pbft.message.Signatures;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.Succession;
import io.tetrarch.pbft.message.ViewChange;
import io.tetrarch.wire.schema.CheckpointCertificateMessage;
import io.tetrarch.wire.schema.CheckpointMessage;
import io.tetrarch.wire.schema.CommitCertificateMessage;
import io.tetrarch.wire.schema.NewViewMessage;
import io.tetrarch.wire.schema.PreparedCertificateMessage;
import io.tetrarch.wire.schema.SignatureMessage;
import io.tetrarch.wire.schema.SignedViewChangeMessage;
import io.tetrarch.wire.schema.SuccessionMessage;
import io.tetrarch.wire.schema.ViewChangeMessage;
import io.tetrarch.wire.schema.VoteMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Certificates, and the messages of a view change that carry them. */
record CertificateCodec(Checks checks) {
    static VoteMessage vote(long view, long sequence, Digest digest) {
        return VoteMessage.newBuilder()
                .setView(view)
                .setSequence(sequence)
                .setDigest(Checks.bytes(digest))
                .build();
    }

    Commit commit(VoteMessage from) throws MalformedException {
        checks.known(from);
        return new Commit(
                checks.number(from.getView(), "view"),
                checks.number(from.getSequence(), "sequence"),
                checks.digest(from.getDigest(), "digest"));
    }

    private static List<SignatureMessage> encode(Signatures signatures) {
        List<SignatureMessage> to = new ArrayList<>();
        signatures
                .bySigner()
                .forEach((signer, signature) -> to.add(SignatureMessage.newBuilder()
                        .setSigner(signer)
                        .setSignature(Checks.bytes(signature))
                        .build()));
        return to;
    }

    private Signatures decode(List<SignatureMessage> from) throws MalformedException {
        SortedMap<Integer, Bytes> bySigner = new TreeMap<>();
        int previous = -1;
        for (SignatureMessage each : from) {
            checks.known(each);
            previous = checks.ascending(previous, each.getSigner(), "signer");
            bySigner.put(previous, checks.signature(each.getSignature()));
        }
        return new Signatures(bySigner);
    }

    static CheckpointMessage encode(Checkpoint checkpoint) {
        CheckpointMessage.Builder to = CheckpointMessage.newBuilder()
                .setSequence(checkpoint.sequence())
                .setHeader(Checks.bytes(checkpoint.header()))
                .setStateRoot(Checks.bytes(checkpoint.stateRoot()));
        checkpoint.successor().ifPresent(successor -> to.setSuccessor(Checks.bytes(successor)));
        return to.build();
    }

    Checkpoint decode(CheckpointMessage from) throws MalformedException {
        checks.known(from);
        return new Checkpoint(
                checks.number(from.getSequence(), "sequence"),
                checks.digest(from.getHeader(), "header"),
                checks.digest(from.getStateRoot(), "state_root"),
                from.hasSuccessor() ? Optional.of(checks.digest(from.getSuccessor(), "successor")) : Optional.empty());
    }

    static SuccessionMessage encode(Succession succession) {
        return SuccessionMessage.newBuilder()
                .setGroupId(Checks.bytes(succession.ended().groupId()))
                .setEpoch(succession.ended().epoch())
                .setCertificate(encode(succession.certificate()))
                .setGroup(Checks.bytes(succession.group()))
                .build();
    }

    Succession decode(SuccessionMessage from) throws MalformedException {
        checks.known(from);
        return new Succession(
                new Domain(checks.digest(from.getGroupId(), "group_id"), checks.number(from.getEpoch(), "epoch")),
                decode(checks.known(from.hasCertificate(), from.getCertificate())),
                Bytes.wrap(from.getGroup().toByteArray()));
    }

    static CheckpointCertificateMessage encode(CheckpointCertificate certificate) {
        return CheckpointCertificateMessage.newBuilder()
                .setCheckpoint(encode(certificate.checkpoint()))
                .addAllSignatures(encode(certificate.signatures()))
                .build();
    }

    CheckpointCertificate decode(CheckpointCertificateMessage from) throws MalformedException {
        checks.known(from);
        return new CheckpointCertificate(
                decode(checks.known(from.hasCheckpoint(), from.getCheckpoint())), decode(from.getSignaturesList()));
    }

    static CommitCertificateMessage encode(CommitCertificate certificate) {
        Commit commit = certificate.commit();
        return CommitCertificateMessage.newBuilder()
                .setCommit(vote(commit.view(), commit.sequence(), commit.digest()))
                .addAllSignatures(encode(certificate.signatures()))
                .build();
    }

    CommitCertificate decode(CommitCertificateMessage from) throws MalformedException {
        checks.known(from);
        return new CommitCertificate(
                commit(checks.known(from.hasCommit(), from.getCommit())), decode(from.getSignaturesList()));
    }

    static PreparedCertificateMessage encode(PreparedCertificate certificate) {
        PreparedCertificateMessage.Builder to = PreparedCertificateMessage.newBuilder()
                .setVote(vote(certificate.view(), certificate.sequence(), certificate.digest()))
                .addAllPrepares(encode(certificate.prepares()));
        certificate.prePrepare().ifPresent(signature -> to.setPrePrepare(Checks.bytes(signature)));
        return to.build();
    }

    PreparedCertificate decode(PreparedCertificateMessage from) throws MalformedException {
        checks.known(from);
        VoteMessage vote = checks.known(from.hasVote(), from.getVote());
        return new PreparedCertificate(
                checks.number(vote.getView(), "view"),
                checks.number(vote.getSequence(), "sequence"),
                checks.digest(vote.getDigest(), "digest"),
                from.hasPrePrepare() ? Optional.of(signature(from.getPrePrepare())) : Optional.empty(),
                decode(from.getPreparesList()));
    }

    private Bytes signature(ByteString from) throws MalformedException {
        return checks.signature(from);
    }

    static ViewChangeMessage encode(ViewChange viewChange) {
        ViewChangeMessage.Builder to = ViewChangeMessage.newBuilder().setView(viewChange.view());
        viewChange.stable().ifPresent(certificate -> to.setStable(encode(certificate)));
        viewChange.prepared().ifPresent(certificate -> to.setPrepared(encode(certificate)));
        return to.build();
    }

    ViewChange decode(ViewChangeMessage from) throws MalformedException {
        checks.known(from);
        return new ViewChange(
                checks.number(from.getView(), "view"),
                from.hasStable() ? Optional.of(decode(from.getStable())) : Optional.empty(),
                from.hasPrepared() ? Optional.of(decode(from.getPrepared())) : Optional.empty());
    }

    static NewViewMessage encode(NewView newView) {
        NewViewMessage.Builder to = NewViewMessage.newBuilder().setView(newView.view());
        for (Signed<ViewChange> signed : newView.viewChanges()) {
            to.addViewChanges(encode(signed));
        }
        return to.build();
    }

    static SignedViewChangeMessage encode(Signed<ViewChange> signed) {
        return SignedViewChangeMessage.newBuilder()
                .setSender(signed.sender())
                .setViewChange(encode(signed.message()))
                .setSignature(Checks.bytes(signed.signature()))
                .build();
    }

    NewView decode(NewViewMessage from) throws MalformedException {
        checks.known(from);
        checks.count(from.getViewChangesCount(), 0, checks.limits().replicas(), "view_changes");
        return new NewView(checks.number(from.getView(), "view"), checks.list(from.getViewChangesList(), this::decode));
    }

    Signed<ViewChange> decode(SignedViewChangeMessage from) throws MalformedException {
        checks.known(from);
        return new Signed<>(
                checks.replica(from.getSender(), "sender"),
                decode(checks.known(from.hasViewChange(), from.getViewChange())),
                checks.signature(from.getSignature()));
    }
}
