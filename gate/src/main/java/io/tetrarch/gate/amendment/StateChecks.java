package io.tetrarch.gate.amendment;

import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.gate.charter.CharterLibrary;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.gate.provenance.ForkCheck;
import io.tetrarch.gate.provenance.ForkExaminer;
import io.tetrarch.gate.provenance.ProvenanceTerms;
import io.tetrarch.gate.service.ChangeDeviceCheck;
import io.tetrarch.gate.service.ChangeMembershipCheck;
import io.tetrarch.gate.service.DecisionService;
import io.tetrarch.gate.service.DeviceTable;
import io.tetrarch.gate.service.NamedValues;
import io.tetrarch.gate.service.Seating;
import io.tetrarch.gate.service.SetStateCheck;
import io.tetrarch.gate.service.Trails;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.proof.group.Roster;
import io.tetrarch.proof.rule.CharterBook;
import io.tetrarch.proof.rule.SystemKind;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * What every replica holds against an action that changes the replicated state, whatever a judge may think of it: that it
 * does not follow from the state as it is. No charter can loosen it. For any number of threads.
 */
public final class StateChecks {
    private final CharterLibrary library;
    private final SignatureScheme scheme;
    private final OptionalInt replica;

    /** For whoever has no seat, and so no judge that would have to be accepted. */
    public StateChecks(CharterLibrary library, SignatureScheme scheme) {
        this(library, scheme, OptionalInt.empty());
    }

    /** @param replica index of the one that checks: it agrees to no charter that would not accept its own judge */
    public StateChecks(CharterLibrary library, SignatureScheme scheme, int replica) {
        this(library, scheme, OptionalInt.of(replica));
    }

    private StateChecks(CharterLibrary library, SignatureScheme scheme, OptionalInt replica) {
        this.library = library;
        this.scheme = scheme;
        this.replica = replica;
    }

    /** The replicated state, as far as checks read it. */
    public record View(
            CharterBook book, NamedValues named, Trails trails, Seating seating, Roster roster, DeviceTable devices) {
        /** As it is now. */
        public static View of(DecisionService service) {
            return new View(
                    service.charters(),
                    service.named(),
                    service.trails(),
                    service.seating(),
                    service.roster(),
                    service.devices());
        }
    }

    /** @param judge what a verdict names as its judge */
    public record Objection(String judge, Judgement judgement) {}

    /** @param terms the charter's on audit trails; asked for only where they matter */
    public Optional<Objection> objection(SignedRequest request, View view, Supplier<Optional<ProvenanceTerms>> terms) {
        return SystemKind.of(request.action()).flatMap(kind -> switch (kind) {
            case SWAP_CHARTER ->
                Amendments.objection(request, view.book(), library, replica)
                        .map(judgement -> new Objection(Amendments.JUDGE, judgement));
            case SET_STATE ->
                SetStateCheck.objection(request.action(), view.named())
                        .map(judgement -> new Objection(SetStateCheck.JUDGE, judgement));
            case RESOLVE_FORK ->
                ForkCheck.objection(
                                request.action(),
                                view.trails()::head,
                                terms.get().map(each -> new ForkExaminer(each, scheme)))
                        .map(judgement -> new Objection(ForkCheck.JUDGE, judgement));
            case CHANGE_MEMBERSHIP ->
                ChangeMembershipCheck.objection(request, view.seating(), view.roster(), view.book())
                        .map(judgement -> new Objection(ChangeMembershipCheck.JUDGE, judgement));
            case CHANGE_DEVICE ->
                ChangeDeviceCheck.objection(request, view.devices(), view.roster(), scheme)
                        .map(judgement -> new Objection(ChangeDeviceCheck.JUDGE, judgement));
            case WITHDRAW_REQUEST -> Optional.empty(); // WithdrawalCheck says all there is to say
        });
    }
}
