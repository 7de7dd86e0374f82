package io.tetrarch.judges.remote;

import io.tetrarch.gate.charter.JudgeSpec.HttpService;
import io.tetrarch.gate.charter.JudgeSpec.HttpStyle;
import io.tetrarch.gate.judge.Case;
import io.tetrarch.gate.judge.Judge;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.gate.redaction.Redactor;
import io.tetrarch.json.JsonBoolean;
import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonWriter;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Digest;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A judge that asks an HTTP service. Posted is the case with its secrets masked,
 * {@code {"action", "category", "tier", "executor", "client"}}, under {@code input} in the style of Open Policy Agent.
 * Expected is {@code {"answer": "approve|deny|abstain", "reason", "text"}}, under {@code result} in that style, where
 * {@code true} and {@code false} will do as well. Anything else, and whatever goes wrong, is an ABSTAIN.
 */
public final class HttpJudge implements Judge {

    private final HttpService service;
    private final Digest policyDigest;
    private final Redactor redactor;
    private volatile @Nullable Exchange exchange;

    HttpJudge(HttpService service, Digest policyDigest, Redactor redactor) {
        this.service = service;
        this.policyDigest = policyDigest;
        this.redactor = redactor;
    }

    @Override
    public String name() {
        return service.name();
    }

    /** Of what the charter says of the service; what the service goes by is its own. */
    @Override
    public Digest policyDigest() {
        return policyDigest;
    }

    @Override
    public Judgement judge(Case subject) {
        try {
            Map<String, String> headers = new HashMap<>();
            headers.put("Content-Type", "application/json");
            headers.put("Accept", "application/json");
            ServiceKey.of(service.transport().credential())
                    .ifPresent(key -> headers.put("Authorization", "Bearer " + key));
            Exchange.Reply reply = exchange().post(service.url(), headers, JsonWriter.compactBytes(question(subject)));
            if (reply.status() != 200) {
                return new ServiceFailed(
                                ServiceFailed.ERROR, "The service answered with HTTP status " + reply.status() + ".")
                        .judgement();
            }
            return answer(JsonCursor.parse(reply.body(), JsonLimits.ACTION));
        } catch (ServiceFailed e) {
            return e.judgement();
        } catch (JsonRejected e) {
            return new ServiceFailed(
                            ServiceFailed.GARBAGE, "The answer is none that a judge can give: " + e.getMessage() + ".")
                    .judgement();
        }
    }

    private Exchange exchange() {
        Exchange ready = exchange;
        if (ready == null) {
            ready = new Exchange(Duration.ofMillis(service.transport().timeoutMillis()), service.authority());
            exchange = ready;
        }
        return ready;
    }

    private JsonObject question(Case subject) {
        JsonObject asked = CaseForm.of(subject, redactor);
        return switch (service.style()) {
            case PLAIN -> asked;
            case OPA -> JsonObject.builder().put("input", asked).build();
        };
    }

    private Judgement answer(JsonCursor reply) throws JsonRejected {
        JsonCursor answer = service.style() == HttpStyle.OPA ? reply.member("result") : reply;
        if (service.style() == HttpStyle.OPA && answer.value() instanceof JsonBoolean allowed) {
            return allowed.value()
                    ? new Judgement(Answer.APPROVE, "policy-allows", "The policy allows it.")
                    : new Judgement(Answer.DENY, "policy-forbids", "The policy does not allow it.");
        }
        answer.onlyMembers(new LinkedHashSet<>(List.of("answer", "reason", "text")));
        JsonCursor word = answer.member("answer");
        JsonCursor reason = answer.member("reason");
        if (!Judgement.isGivableReason(reason.string())) {
            throw reason.rejected("expected a reason code such as outside-workspace");
        }
        Answer given = switch (word.string()) {
            case "approve" -> Answer.APPROVE;
            case "deny" -> Answer.DENY;
            case "abstain" -> Answer.ABSTAIN;
            default -> throw word.rejected("expected approve, deny or abstain");
        };
        return new Judgement(given, reason.string(), answer.member("text").string());
    }
}
