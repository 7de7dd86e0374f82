package io.tetrarch.judges.remote;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ToolChoice;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.ollama.OllamaChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.output.FinishReason;
import io.tetrarch.gate.charter.JudgeSpec.LanguageModel;
import io.tetrarch.gate.charter.JudgeSpec.ModelOutput;
import io.tetrarch.gate.judge.Case;
import io.tetrarch.gate.judge.Judge;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.gate.redaction.Redactor;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Encoder;
import io.tetrarch.pbft.message.Hash;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A judge that asks a language model. It approves only what the model approves surely, in exactly the form asked for; a
 * suspicion of instructions within the action is a DENY, before the model is asked or after; and a time-out, an error, a
 * refusal or anything else that is no judgement is an ABSTAIN.
 */
public final class ModelJudge implements Judge {

    private static final String REFUSED = "model-refused";

    /** Counts up whenever the same answer is read otherwise. */
    private static final int READING = 2;

    private final LanguageModel spec;
    private final Digest policyDigest;
    private final Redactor redactor;
    private volatile @Nullable Exchange exchange;
    /** Until the service refuses one; not for good, since a service can change its mind and a restart is no matter. */
    private volatile boolean temperature;

    ModelJudge(LanguageModel spec, Digest specDigest, Redactor redactor) {
        this.spec = spec;
        this.redactor = redactor;
        this.temperature = spec.service().manner().temperature();
        this.policyDigest = Hash.sha3(new Encoder()
                .digest(specDigest)
                .u32(READING)
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
            return asked(question(prompt));
        } catch (ServiceFailed e) {
            return e.judgement();
        } catch (ContentFilteredException e) {
            return refused();
        } catch (RuntimeException e) {
            return failed(e).judgement();
        }
    }

    /** What a service refuses for its temperature alone is asked once more, without. */
    private Judgement asked(ChatRequest question) {
        boolean named = temperature;
        try {
            return read(model(named).chat(question));
        } catch (RuntimeException e) {
            if (!named || !(failed(e) instanceof TemperatureRefused)) {
                throw e;
            }
            temperature = false;
            return read(model(false).chat(question));
        }
    }

    private ChatRequest question(Prompt prompt) {
        ChatRequest.Builder question =
                ChatRequest.builder().messages(SystemMessage.from(prompt.system()), UserMessage.from(prompt.user()));
        return switch (spec.service().manner().output()) {
            case SCHEMA -> question.responseFormat(ModelAnswer.form()).build();
            case TOOL ->
                question.toolSpecifications(ModelAnswer.call())
                        .toolChoice(ToolChoice.REQUIRED)
                        .build();
            case OBJECT -> question.responseFormat(ResponseFormat.JSON).build();
            case TEXT -> question.build();
        };
    }

    private Judgement read(ChatResponse response) {
        return spec.service().manner().output() == ModelOutput.TOOL ? readCall(response) : readText(response);
    }

    /** The one call that was demanded, and nothing besides. */
    private static Judgement readCall(ChatResponse response) {
        FinishReason end = response.finishReason();
        List<ToolExecutionRequest> calls = response.aiMessage().toolExecutionRequests();
        if (end == FinishReason.CONTENT_FILTER || calls.isEmpty() && end == FinishReason.STOP) {
            return refused();
        }
        boolean ended = end == FinishReason.STOP || end == FinishReason.TOOL_EXECUTION;
        if (!ended || calls.size() != 1 || !calls.getFirst().name().equals(ModelAnswer.CALL)) {
            throw new ServiceFailed(
                    ServiceFailed.GARBAGE, "The model did not make the one call asked for (" + end + ").");
        }
        return ModelAnswer.read(calls.getFirst().arguments());
    }

    private static Judgement readText(ChatResponse response) {
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

    private ChatModel model(boolean named) {
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
                        .temperature(named ? 0.0 : null)
                        .strictJsonSchema(true)
                        .strictTools(true)
                        .maxRetries(0)
                        .timeout(limit)
                        .build();
            case OLLAMA ->
                OllamaChatModel.builder()
                        .httpClientBuilder(transport.withKey(key))
                        .baseUrl(address)
                        .modelName(spec.model())
                        .temperature(named ? 0.0 : null)
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
