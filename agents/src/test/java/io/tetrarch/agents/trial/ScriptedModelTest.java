package io.tetrarch.agents.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The model calls the shell once, whichever way it is asked, and is done when it is told what came of it. */
final class ScriptedModelTest {
    private static final String QUOTE = "touch \"it's here\"";

    private static HttpResponse<String> ask(ScriptedModel model, String path, String body) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(model.address() + path))
                    .POST(BodyPublishers.ofString(body))
                    .build();
            return client.send(request, BodyHandlers.ofString());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
        /v1/messages?beta=true ~ {"stream":true,"tools":[{"name":"Bash"}]} ~ "name":"Bash" ~ {"tools":[{"name":"Bash"}],"messages":[{"content":[{"type":"tool_result","content":"tetrarch: DENIED: no"}]}]}
        /v1/responses ~ {"tools":[{"name":"exec_command"}]} ~ "name":"exec_command" ~ {"tools":[{"name":"exec_command"}],"input":[{"type":"function_call_output","output":"tetrarch: DENIED: no"}]}
        /v1/chat/completions ~ {"stream":true,"tools":[{"function":{"name":"bash"}}]} ~ "name":"bash" ~ {"tools":[{"function":{"name":"bash"}}],"messages":[{"role":"tool","content":"tetrarch: DENIED: no"}]}
        /v1beta/models/m:streamGenerateContent?alt=sse ~ {"tools":[{"functionDeclarations":[{"name":"run_shell_command"}]}]} ~ "name":"run_shell_command" ~ {"tools":[{"functionDeclarations":[{"name":"run_shell_command"}]}],"contents":[{"parts":[{"functionResponse":{"error":"tetrarch: DENIED: no"}}]}]}
        """)
    void itCallsTheShellOnceAndIsDoneWhenItIsToldWhatCameOfIt(String path, String first, String call, String second)
            throws Exception {
        try (ScriptedModel model = ScriptedModel.start(List.of(QUOTE, "touch b"))) {
            HttpResponse<String> turn = ask(model, path, first);
            HttpResponse<String> end = ask(model, path, second);

            assertThat(turn.statusCode()).isEqualTo(200);
            assertThat(turn.headers().firstValue("Content-Type")).hasValue("text/event-stream");
            assertThat(turn.body()).contains(call).contains("it's here").contains("touch b");
            assertThat(end.body()).contains("done").doesNotContain(call);
            assertThat(List.of(model.called(), model.answered())).containsExactly(1, 1);
            assertThat(model.told()).isEqualTo("tetrarch: DENIED: no");
        }
    }

    @Test
    void withoutAShellNothingIsCalled() throws Exception {
        try (ScriptedModel model = ScriptedModel.start(List.of("touch a"))) {
            HttpResponse<String> title =
                    ask(model, "/v1/chat/completions", "{\"messages\":[{\"role\":\"user\",\"content\":\"bash\"}]}");

            assertThat(title.headers().firstValue("Content-Type")).hasValue("application/json");
            assertThat(title.body()).contains("done").doesNotContain("touch");
            assertThat(model.called()).isZero();
        }
    }

    @Test
    void whatIsNoJsonIsRefused() throws Exception {
        try (ScriptedModel model = ScriptedModel.start(List.of("touch a"))) {
            assertThat(ask(model, "/v1/messages", "{").statusCode()).isEqualTo(400);
        }
    }
}
