package io.tetrarch.judges.remote;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.pbft.message.Answer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a model may answer. Only exactly that is read; an approval is one only if nothing in the answer speaks against it. */
final class ModelAnswer {

    /** The reason of an action that seems to speak to the judge. */
    static final String INJECTION = "injection-suspected";

    private static final List<String> MEMBERS = List.of("answer", "sure", "injection_suspected", "reason", "text");

    /** The name of {@link #call}. */
    static final String CALL = "give_judgement";

    private static final Pattern FENCE =
            Pattern.compile("```(?:json)?[ \\t]*\\R((?:(?!```).)*)\\R?```", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    private ModelAnswer() {}

    /** The answer's form, for services that hold their models to one. */
    static ResponseFormat form() {
        return ResponseFormat.builder()
                .type(ResponseFormatType.JSON)
                .jsonSchema(JsonSchema.builder()
                        .name("judgement")
                        .rootElement(members())
                        .build())
                .build();
    }

    /** The function whose call is the answer, for services that let one be demanded. */
    static ToolSpecification call() {
        return ToolSpecification.builder()
                .name(CALL)
                .description("Gives the judgement; to be called once.")
                .parameters(members())
                .build();
    }

    private static JsonObjectSchema members() {
        return JsonObjectSchema.builder()
                .addEnumProperty("answer", List.of("approve", "deny", "abstain"))
                .addBooleanProperty("sure")
                .addBooleanProperty("injection_suspected")
                .addStringProperty("reason")
                .addStringProperty("text")
                .required(MEMBERS)
                .additionalProperties(false)
                .build();
    }

    /** Models that were trained on chats put a fence round JSON; one round all of it takes nothing from what it says. */
    private static String unfenced(String text) {
        String stripped = text.strip();
        Matcher fence = FENCE.matcher(stripped);
        return fence.matches() ? fence.group(1) : stripped;
    }

    /** @throws ServiceFailed if the text is no such answer, and nothing besides */
    static Judgement read(String text) {
        try {
            JsonCursor answer = JsonCursor.parse(unfenced(text).getBytes(StandardCharsets.UTF_8), JsonLimits.ACTION)
                    .onlyMembers(new LinkedHashSet<>(MEMBERS));
            boolean sure = answer.member("sure").bool();
            boolean injection = answer.member("injection_suspected").bool();
            String reason = answer.member("reason").string();
            String sentence = answer.member("text").string();
            JsonCursor word = answer.member("answer");
            Answer given = switch (word.string()) {
                case "approve" -> Answer.APPROVE;
                case "deny" -> Answer.DENY;
                case "abstain" -> Answer.ABSTAIN;
                default -> throw word.rejected("expected approve, deny or abstain");
            };
            if (injection) {
                return new Judgement(
                        Answer.DENY, INJECTION, "The model suspects an instruction to itself: " + sentence);
            }
            if (given == Answer.APPROVE && !sure) {
                return new Judgement(Answer.ABSTAIN, "model-unsure", "The model is not sure: " + sentence);
            }
            return new Judgement(
                    given, Judgement.isGivableReason(reason) ? reason : "model-" + word.string(), sentence);
        } catch (JsonRejected e) {
            throw new ServiceFailed(
                    ServiceFailed.GARBAGE, "The model's answer is no judgement: " + e.getMessage() + ".");
        }
    }
}
