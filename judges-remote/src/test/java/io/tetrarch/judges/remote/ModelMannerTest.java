package io.tetrarch.judges.remote;

import static io.tetrarch.judges.remote.ModelJudgeTest.ACTION;
import static io.tetrarch.judges.remote.ModelJudgeTest.APPROVAL;
import static io.tetrarch.judges.remote.ModelJudgeTest.OPENAI;
import static io.tetrarch.judges.remote.ModelJudgeTest.completion;
import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.gate.judge.Judge;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.json.JsonString;
import io.tetrarch.json.JsonWriter;
import io.tetrarch.pbft.message.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a model's answer is asked for, and what of a model's habits is put up with. */
class ModelMannerTest {
    /** Many models do so, however they are asked. */
    @ParameterizedTest
    @ValueSource(strings = {"```json\n%s\n```", "```\n%s```", " \n```JSON \r\n%s\r\n```\n"})
    void aFenceRoundAllOfTheAnswerIsTakenOff(String form) {
        assertThat(answering(form.formatted(APPROVAL), "stop", OPENAI).answer()).isEqualTo(Answer.APPROVE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Here it is:\n```json\n%s\n```",
                "```json\n%s\n```\nThat is my judgement.",
                "```json\n%1$s\n```\n```json\n%1$s\n```",
                "```yaml\n%s\n```",
                "```json\n%s",
                "````json\n%s\n````"
            })
    void aFenceThatIsNotRoundAllOfItIsGarbage(String form) {
        assertThat(answering(form.formatted(APPROVAL), "stop", OPENAI).reasonCode())
                .isEqualTo("service-garbage");
    }

    private static Judgement answering(String content, String end, String specification) {
        try (TestService service = TestService.of(TestService.json(200, completion(content, end)))) {
            return TestService.judgement(service.judge(specification), ACTION);
        }
    }

    /** As OpenAI's reasoning models answer. */
    private static final String NO_TEMPERATURE = "{\"error\":{\"message\":\"Unsupported value: 'temperature' does not"
        + " support 0 with this model. Only the default (1) value is supported.\",\"type\":\"invalid_request_error\","
        + "\"param\":\"temperature\",\"code\":\"unsupported_value\"}}";

    @Test
    void aModelThatRefusesATemperatureIsAskedWithoutFromThenOn() {
        TestService[] self = new TestService[1];
        try (TestService service = TestService.of(exchange -> TestService.json(
                        self[0].bodies.getLast().contains("temperature") ? 400 : 200,
                        self[0].bodies.getLast().contains("temperature")
                                ? NO_TEMPERATURE
                                : completion(APPROVAL, "stop"))
                .answer(exchange))) {
            self[0] = service;
            Judge judge = service.judge(OPENAI);
            assertThat(TestService.judgement(judge, ACTION).answer()).isEqualTo(Answer.APPROVE);
            assertThat(TestService.judgement(judge, ACTION).answer()).isEqualTo(Answer.APPROVE);
            assertThat(service.bodies).hasSize(3);
            assertThat(service.bodies.getFirst()).contains("\"temperature\"");
            assertThat(service.bodies.subList(1, 3)).noneMatch(body -> body.contains("temperature"));
        }
    }

    @Test
    void aRefusalOfEveryQuestionIsAnAbstentionAfterTwo() {
        try (TestService service = TestService.of(TestService.json(400, NO_TEMPERATURE))) {
            Judgement judgement = TestService.judgement(service.judge(OPENAI), ACTION);
            assertThat(judgement.reasonCode()).isEqualTo("service-error");
            assertThat(service.bodies).hasSize(2);
        }
    }

    @Test
    void aCharterCanLeaveTheTemperatureOut() {
        try (TestService service = TestService.of(TestService.json(200, completion(APPROVAL, "stop")))) {
            Judge judge = service.judge(OPENAI.replace("name:", "temperature: none, name:"));
            assertThat(TestService.judgement(judge, ACTION).answer()).isEqualTo(Answer.APPROVE);
            assertThat(service.bodies.getFirst()).doesNotContain("temperature");
        }
    }

    @Test
    void aFunctionThatMustBeCalledIsTheAnswer() {
        String tool = OPENAI.replace("name:", "output: tool, name:");
        try (TestService service = TestService.of(TestService.json(200, call("give_judgement", APPROVAL)))) {
            assertThat(TestService.judgement(service.judge(tool), ACTION).answer())
                    .isEqualTo(Answer.APPROVE);
            assertThat(service.bodies.getFirst())
                    .contains("\"tools\"")
                    .contains("give_judgement")
                    .contains("\"required\"")
                    .doesNotContain("response_format");
        }
        try (TestService service = TestService.of(TestService.json(200, call("other", APPROVAL)))) {
            assertThat(TestService.judgement(service.judge(tool), ACTION).reasonCode())
                    .isEqualTo("service-garbage");
        }
        try (TestService service = TestService.of(TestService.json(200, call("give_judgement", "{}")))) {
            assertThat(TestService.judgement(service.judge(tool), ACTION).reasonCode())
                    .isEqualTo("service-garbage");
        }
        assertThat(answering(APPROVAL, "stop", tool).reasonCode()).isEqualTo("model-refused");
    }

    @Test
    void anObjectOrNothingAtAllCanBeAskedFor() {
        try (TestService service = TestService.of(TestService.json(200, completion(APPROVAL, "stop")))) {
            Judge object = service.judge(OPENAI.replace("name:", "output: object, name:"));
            assertThat(TestService.judgement(object, ACTION).answer()).isEqualTo(Answer.APPROVE);
            assertThat(service.bodies.getFirst()).contains("json_object").doesNotContain("json_schema");
            Judge text = service.judge(OPENAI.replace("name:", "output: text, name:"));
            assertThat(TestService.judgement(text, ACTION).answer()).isEqualTo(Answer.APPROVE);
            assertThat(service.bodies.getLast()).doesNotContain("response_format");
        }
    }

    @Test
    void whatIsAskedForIsPartOfTheJudge() {
        String there = OPENAI.replace("ADDRESS", "http://localhost:1");
        assertThat(TestService.judgeAt(there.replace("name:", "output: schema, temperature: 0, name:"))
                        .id())
                .isEqualTo(TestService.judgeAt(there).id());
        assertThat(TestService.judgeAt(there.replace("name:", "output: text, name:"))
                        .id())
                .isNotEqualTo(TestService.judgeAt(there).id());
    }

    private static String call(String name, String arguments) {
        return completion("", "tool_calls")
                .replace(
                        "\"content\":\"\"",
                        "\"content\":null,\"tool_calls\":[{\"id\":\"1\",\"type\":\"function\",\"function\":{\"name\":\""
                                + name + "\",\"arguments\":"
                                + JsonWriter.compact(new JsonString(arguments)) + "}}]");
    }
}
