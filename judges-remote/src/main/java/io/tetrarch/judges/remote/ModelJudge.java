package io.tetrarch.judges.remote;

import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.ollama.OllamaChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.output.FinishReason;
import io.tetrarch.gate.charter.JudgeSpec.LanguageModel;
import io.tetrarch.gate.judge.Case;
import io.tetrarch.gate.judge.Judge;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.gate.redaction.Redactor;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Encoder;
import io.tetrarch.pbft.message.Hash;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A judge that asks a language model. It approves only what the model approves surely, in exactly the form asked for; a
 * suspicion of instructions within the action is a DENY, before the model is asked or after; and a time-out, an error, a
 * refusal or anything else that is no judgement is an ABSTAIN.
 */
public final class ModelJudge implements Judge {

    private static final String REFUSED = "model-refused";

    private final LanguageModel spec;
    private final Digest policyDigest;
    private final Redactor redactor;
    private volatile @Nullable Exchange exchange;

    ModelJudge(LanguageModel spec, Digest specDigest, Redactor redactor) {
        this.spec = spec;
        this.redactor = redactor;
        this.policyDigest = Hash.sha3(new Encoder()
                .digest(specDigest)
                .string(Prompt.TASK)
                .string(ModelAnswer.form().toString())
                .toArray());
    }

    @Override
    public String name() {
        return spec.name();
    }

    /** Of the prompt, the form of the answer, the model's name and where it is asked. */
    @Override
    public Digest policyDigest() {
        return policyDigest;
    }

    @Override
    public Judgement judge(Case subject) {
        if (Prompt.addressesTheJudge(subject)) {
            return new Judgement(
                    Answer.DENY,
                    ModelAnswer.INJECTION,
                    "A text in the action speaks to the judge and not to the tool.");
        }
        try {
            Prompt prompt = Prompt.of(subject, redactor, spec.instructions());
            if (prompt.user().length() > Prompt.MOST) {
                return new Judgement(
                        Answer.ABSTAIN, "too-large-to-read", "The action is longer than a model is asked to read.");
            }
            return read(model().chat(ChatRequest.builder()
                    .messages(SystemMessage.from(prompt.system()), UserMessage.from(prompt.user()))
                    .responseFormat(ModelAnswer.form())
                    .build()));
        } catch (ServiceFailed e) {
            return e.judgement();
        } catch (ContentFilteredException e) {
            return refused();
        } catch (RuntimeException e) {
            return failed(e).judgement();
        }
    }

    private static Judgement read(ChatResponse response) {
        FinishReason end = response.finishReason();
        String text = response.aiMessage().text();
        if (end == FinishReason.CONTENT_FILTER || (text == null && end == FinishReason.STOP)) {
            return refused();
        }
        if (text == null || end != FinishReason.STOP) {
            throw new ServiceFailed(ServiceFailed.GARBAGE, "The model did not end its answer (" + end + ").");
        }
        return ModelAnswer.read(text);
    }

    private static Judgement refused() {
        return new Judgement(Answer.ABSTAIN, REFUSED, "The model refused to answer.");
    }

    /** The library wraps what its transport throws. */
    private static ServiceFailed failed(RuntimeException problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof ServiceFailed known) {
                return known;
            }
        }
        return new ServiceFailed(
                ServiceFailed.GARBAGE,
                "The answer is not what the interface says: "
                        + problem.getClass().getSimpleName() + ".");
    }

    private ChatModel model() {
        Duration limit = Duration.ofMillis(spec.service().timeoutMillis());
        String address = spec.service().endpoint().toString();
        BoundedClient.Builder transport = new BoundedClient.Builder(exchange(limit));
        String key = ServiceKey.of(spec.service().credential()).orElse("");
        return switch (spec.service().api()) {
            case OPENAI ->
                OpenAiChatModel.builder()
                        .httpClientBuilder(transport)
                        .baseUrl(address)
                        .apiKey(key.isEmpty() ? "none" : key)
                        .modelName(spec.model())
                        .temperature(0.0)
                        .strictJsonSchema(true)
                        .maxRetries(0)
                        .timeout(limit)
                        .build();
            case OLLAMA ->
                OllamaChatModel.builder()
                        .httpClientBuilder(transport.withKey(key))
                        .baseUrl(address)
                        .modelName(spec.model())
                        .temperature(0.0)
                        .maxRetries(0)
                        .timeout(limit)
                        .build();
        };
    }

    private Exchange exchange(Duration limit) {
        Exchange ready = exchange;
        if (ready == null) {
            ready = new Exchange(limit, java.util.Optional.empty());
            exchange = ready;
        }
        return ready;
    }
}
