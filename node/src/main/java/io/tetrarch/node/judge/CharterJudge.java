package io.tetrarch.node.judge;

import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.gate.amendment.Endorsement;
import io.tetrarch.gate.amendment.StateChecks;
import io.tetrarch.gate.charter.Admission;
import io.tetrarch.gate.charter.Charter;
import io.tetrarch.gate.charter.CharterLibrary;
import io.tetrarch.gate.charter.CompiledCharter;
import io.tetrarch.gate.charter.JudgeSpec;
import io.tetrarch.gate.charter.QuotaMeter;
import io.tetrarch.gate.charter.Tier;
import io.tetrarch.gate.judge.Case;
import io.tetrarch.gate.judge.History;
import io.tetrarch.gate.judge.Judge;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.gate.judge.PatientJudge;
import io.tetrarch.gate.provenance.ProvenanceTerms;
import io.tetrarch.gate.receipt.ReceiptCheck;
import io.tetrarch.gate.service.ChangeDeviceCheck;
import io.tetrarch.gate.service.DecisionService;
import io.tetrarch.gate.service.WithdrawalCheck;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.node.replica.Hearing;
import io.tetrarch.node.replica.RequestJudge;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Terms;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.receipt.Receipt;
import io.tetrarch.proof.rule.CharterVersion;
import io.tetrarch.proof.rule.JudgePins;
import io.tetrarch.proof.rule.ShadowRule;
import io.tetrarch.proof.rule.SystemKind;
import io.tetrarch.reading.yaml.PolicyRejected;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Puts requests before the judge that the charter they name gives this replica. What changes the replicated state is
 * checked by rules that no charter can loosen, before the judge is asked.
 */
public final class CharterJudge implements RequestJudge {
    /** Where the charter is not compiled yet, or has no such tier. */
    private static final long LIMIT_MILLIS = 10_000;

    private final int replica;
    private final Group group;
    private final DecisionService service;
    private final CharterLibrary library;
    private final QuotaMeter meter;
    private final CaseReader cases;
    private final StateChecks checks;

    /**
     * @param service of this replica
     * @param cases what the judges of this process share
     * @param scheme of the signatures in the actions that it judges
     */
    public CharterJudge(
            int replica,
            Group group,
            DecisionService service,
            CharterLibrary library,
            CaseReader cases,
            SignatureScheme scheme) {
        this.replica = replica;
        this.group = group;
        this.service = service;
        this.library = library;
        this.meter = new QuotaMeter(service::asked);
        this.cases = cases;
        this.checks = new StateChecks(library, scheme, replica);
    }

    @Override
    public Hearing open(SignedRequest request) {
        meter.settle(request.id().client(), service::isDecided);
        Digest client = request.id().client();
        View view = new View(
                StateChecks.View.of(service),
                service.history(client),
                service.history(client, request.request().terms().principal()));
        return new CharterHearing(request, view);
    }

    /** Whether it looks like what changes the state, to a reader of JSON, but is not taken for it. */
    private static boolean saysItsKindLate(Action action) {
        String kind = action.json().string("kind");
        return Receipt.KIND.equals(kind)
                || SystemKind.of(Bytes.wrap(action.bytes())).isEmpty()
                        && Arrays.stream(SystemKind.values())
                                .anyMatch(each -> each.word().equals(kind));
    }

    /** What there is to be judged. */
    private sealed interface Matter {
        record Ruled(Hearing.Ruling ruling) implements Matter {}

        /** @param as the judge's id in the verdict */
        record Open(Judge judge, String as, CompiledCharter charter, CaseReader.Reading reading) implements Matter {}
    }

    private static Matter ruled(String judge, Judgement judgement) {
        return new Matter.Ruled(new Hearing.Ruling(judge, judgement));
    }

    /** What the replica's state said when a request came. */
    private record View(StateChecks.View state, History ofClient, History ofPrincipal) {}

    private final class CharterHearing implements Hearing {
        private final SignedRequest request;
        private final View view;
        private final Terms terms;

        CharterHearing(SignedRequest request, View view) {
            this.request = request;
            this.view = view;
            this.terms = request.request().terms();
        }

        @Override
        public SignedRequest request() {
            return request;
        }

        private Optional<CharterVersion> version() {
            return view.state().book().version(terms.charterVersion());
        }

        private Optional<CompiledCharter> compiled() {
            return version().flatMap(version -> library.find(version.digest()));
        }

        @Override
        public String judgeId() {
            return compiled()
                    .map(charter -> charter.judges().get(replica).id())
                    .orElseGet(() -> group.replicas().get(replica).name());
        }

        @Override
        public long limitMillis() {
            return compiled()
                    .map(CompiledCharter::charter)
                    .flatMap(charter -> charter.tier(terms.tier()))
                    .map(Tier::limits)
                    .map(Tier.Limits::judgeMillis)
                    .orElse(LIMIT_MILLIS);
        }

        @Override
        public Ruling judge() {
            return switch (matter()) {
                case Matter.Ruled ruled -> ruled.ruling();
                case Matter.Open open -> new Ruling(open.as(), asked(open));
            };
        }

        @Override
        public Heard hear(Consumer<Ruling> later) {
            return switch (matter()) {
                case Matter.Ruled ruled -> new Heard.Answered(ruled.ruling());
                case Matter.Open open
                when open.judge() instanceof PatientJudge patient && !isForNoJudge(open) ->
                    new Heard.Waits(patient.ask(
                            subject(open), judgement -> later.accept(new Ruling(open.as(), said(open, judgement)))));
                case Matter.Open open -> new Heard.Answered(new Ruling(open.as(), asked(open)));
            };
        }

        /** What the judge is asked, or the ruling where it is not asked. */
        private Matter matter() {
            Optional<StateChecks.Objection> objection = checks.objection(request, view.state(), this::provenance);
            if (objection.isPresent()) {
                return ruled(objection.get().judge(), objection.get().judgement());
            }
            if (ReceiptCheck.concerns(request)) {
                return ruled(ReceiptCheck.ID, ReceiptCheck.judge(request, cases.client(request)));
            }
            if (ChangeDeviceCheck.concerns(request)) {
                return ruled(ChangeDeviceCheck.JUDGE, ChangeDeviceCheck.judge(request, cases.client(request)));
            }
            if (WithdrawalCheck.concerns(request)) {
                return ruled(WithdrawalCheck.JUDGE, WithdrawalCheck.judge(request));
            }
            Optional<CharterVersion> version = version();
            if (version.isEmpty()) {
                return ruled(
                        judgeId(), Judgement.error("Charter " + terms.charterVersion() + " is not in force here."));
            }
            try {
                CompiledCharter charter = library.get(version.get());
                Judge judge = charter.judges().get(replica);
                return matter(judge, charter);
            } catch (PolicyRejected e) {
                return ruled(judgeId(), Judgement.error("The charter does not compile: " + e.in("charter")));
            }
        }

        private Optional<ProvenanceTerms> provenance() {
            try {
                Optional<CharterVersion> version = version();
                return version.isEmpty()
                        ? Optional.empty()
                        : library.get(version.get()).charter().conduct().provenance();
            } catch (PolicyRejected e) {
                return Optional.empty();
            }
        }

        private JudgePins accepted() {
            return view.state().book().judges(request.request());
        }

        /** Nobody is asked whose answer would count for nothing. */
        private static Matter unaccepted(Judge judge) {
            return ruled(
                    judge.id(),
                    new Judgement(
                            Answer.ABSTAIN,
                            "judge-not-accepted",
                            "The group does not accept the judge that sits here with this build."));
        }

        private Matter matter(Judge judge, CompiledCharter charter) {
            if (!accepted().accepts(replica, judge.id())) {
                return unaccepted(judge);
            }
            try {
                CaseReader.Reading reading = cases.read(request, charter);
                if (saysItsKindLate(reading.subject().action())) {
                    return denied("kind-not-first", "An action of this kind must begin with its kind.");
                }
                // The tier is the client's word until here: it must not choose how much agreement its action takes.
                Tier tier = reading.tier();
                if (!tier.name().equals(terms.tier())) {
                    return denied(
                            "wrong-tier",
                            "The charter puts this action in tier " + tier.name() + ", not " + terms.tier() + ".");
                }
                return charter.admission()
                        .ruling(request.request(), tier, cases.client(request), meter)
                        .filter(judgement -> judgement.answer() == Answer.DENY || isOrdinary())
                        .<Matter>map(judgement -> ruled(Admission.JUDGE, judgement))
                        .or(() -> charter.admission()
                                .ownRequest(request.request(), spec(charter.charter()))
                                .map(judgement -> ruled(judge.id(), judgement)))
                        .orElseGet(() -> new Matter.Open(judge, marked(judge.id(), tier), charter, reading));
            } catch (JsonRejected e) {
                return ruled(judge.id(), Judgement.error("The action is not readable: " + e.getMessage()));
            }
        }

        /** Says that this replica, too, finds the action to be of a tier in shadow mode, and nothing that changes the state. */
        private String marked(String judge, Tier tier) {
            return tier.shadow() && isOrdinary() ? ShadowRule.MARK + judge : judge;
        }

        /** What changes the state itself is judged, whatever tier a charter puts it in. */
        private boolean isOrdinary() {
            return SystemKind.of(request.action()).isEmpty();
        }

        private Judgement asked(Matter.Open open) {
            return isForNoJudge(open)
                    ? Endorsement.of(
                            SystemKind.CHANGE_DEVICE,
                            request.action(),
                            open.charter().charter(),
                            accepted(),
                            library)
                    : said(open, open.judge().judge(subject(open)));
        }

        /** What becomes of a judge's own answer. */
        private static Judgement said(Matter.Open open, Judgement own) {
            Admission admission = open.charter().admission();
            return admission.masked(admission.settled(open.reading().tier(), own));
        }

        private boolean isForNoJudge(Matter.Open open) {
            return isOfLostDevice() && !isPerson(open.charter().charter());
        }

        private Case subject(Matter.Open open) {
            boolean byClient =
                    open.charter().admission().principal(request.request()).isEmpty();
            Case subject = open.reading()
                    .subject()
                    .withHistory(byClient ? view.ofClient() : view.ofPrincipal())
                    .withRequest(request);
            return SystemKind.of(request.action())
                    .map(kind -> Endorsement.of(
                            kind, request.action(), open.charter().charter(), accepted(), library))
                    .map(subject::withChecked)
                    .orElse(subject);
        }

        private boolean isOfLostDevice() {
            return SystemKind.of(request.action()).equals(Optional.of(SystemKind.CHANGE_DEVICE));
        }

        /** No policy, program or model can tell whether a device is lost, whatever a charter lets it approve. */
        private boolean isPerson(Charter charter) {
            return spec(charter) instanceof JudgeSpec.Person;
        }

        private JudgeSpec spec(Charter charter) {
            return charter.specOf(group.replicas().get(replica).name(), replica);
        }

        private static Matter denied(String reasonCode, String explanation) {
            return ruled(Admission.JUDGE, new Judgement(Answer.DENY, reasonCode, explanation));
        }
    }
}
