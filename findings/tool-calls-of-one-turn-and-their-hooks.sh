#!/usr/bin/env bash
# Four shell calls in one turn of the model, each before a hook that takes a second: Claude Code 2.1.332, Codex 0.171.0 and
# Gemini CLI 0.61.0 (npm). Counted: how many hooks run at the same time.
#
# Guessed: calls that a model makes at once have their hooks asked at once, so that a slow hook costs its time once.
# Seen:    Claude Code asks one hook after another, each after the call before it was made or refused: four calls take four
#          times as long. Codex and Gemini CLI ask all four at once.
# What follows: whoever puts a gate behind hooks plans for both: with one agent a queue of questions at the same moment, with
# the other a wait that grows with every call of a turn, against a limit of time that each hook has for itself.
set -euo pipefail
folder=$(mktemp -d)
trap 'kill "$server" 2>/dev/null || true; rm -rf "$folder"' EXIT
server=
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @anthropic-ai/claude-code@2.1.332 @openai/codex@0.171.0 @google/gemini-cli@0.61.0 >/dev/null
cat >model.mjs <<'JS'
import { createServer } from 'node:http';
import { writeFileSync } from 'node:fs';

const numbers = [1, 2, 3, 4];
const event = (data) => `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`;
const usage = { input_tokens: 1, output_tokens: 1, total_tokens: 2 };
const wires = {
  messages: (done) => {
    const blocks = done
      ? [[{ type: 'text', text: '' }, { type: 'text_delta', text: 'done' }]]
      : numbers.map((n) => [
          { type: 'tool_use', id: `toolu_${n}`, name: 'Bash', input: {} },
          { type: 'input_json_delta', partial_json: JSON.stringify({ command: `touch ${n}` }) },
        ]);
    return [
      { type: 'message_start', message: { id: 'm', type: 'message', role: 'assistant', model: 'm', content: [], stop_reason: null, usage } },
      ...blocks.flatMap(([content_block, delta], index) => [
        { type: 'content_block_start', index, content_block },
        { type: 'content_block_delta', index, delta },
        { type: 'content_block_stop', index },
      ]),
      { type: 'message_delta', delta: { stop_reason: done ? 'end_turn' : 'tool_use' }, usage },
      { type: 'message_stop' },
    ].map(event).join('');
  },
  responses: (done) => {
    const items = done
      ? [{ type: 'message', id: 'i', role: 'assistant', content: [{ type: 'output_text', text: 'done', annotations: [] }] }]
      : numbers.map((n) => ({ type: 'function_call', id: `i${n}`, call_id: `c${n}`, name: 'exec_command', arguments: JSON.stringify({ cmd: `touch ${n}` }) }));
    const response = { id: 'r', object: 'response', created_at: 1, model: 'm', status: 'completed', output: items, usage };
    return [
      { type: 'response.created', response: { ...response, status: 'in_progress', output: [] } },
      ...items.map((item, output_index) => ({ type: 'response.output_item.done', output_index, item })),
      { type: 'response.completed', response },
    ].map(event).join('');
  },
  gemini: (done) => {
    const parts = done
      ? [{ text: 'done' }]
      : numbers.map((n) => ({ functionCall: { name: 'run_shell_command', args: { command: `touch ${n}` } } }));
    return `data: ${JSON.stringify({ candidates: [{ content: { role: 'model', parts }, finishReason: 'STOP', index: 0 }] })}\n\n`;
  },
};
const server = createServer(async (request, response) => {
  let body = '';
  for await (const part of request) body += part;
  const path = request.url.split('?')[0];
  const wire = path.endsWith('/messages') ? 'messages' : path.endsWith('/responses') ? 'responses' : 'gemini';
  const done = /"tool_result"|"function_call_output"|"functionResponse"/.test(body);
  response.setHeader('Content-Type', 'text/event-stream').end(wires[wire](done));
});
server.listen(0, '127.0.0.1', () => writeFileSync('port', String(server.address().port)));
JS
cat >hook <<'SH'
#!/bin/sh
cat >/dev/null
echo begin >>"$LOG"
sleep 1
echo end >>"$LOG"
echo no >&2
exit 2
SH
chmod +x hook
node model.mjs &
server=$!
while [ ! -s port ]; do sleep 0.1; done
model=http://127.0.0.1:$(cat port)
run() { # AGENT PROGRAM ARGS
    name=$1
    shift
    mkdir -p "$name/home" "$name/work"
    (cd "$name/work" && env -i PATH="$PATH" HOME="$folder/$name/home" LOG="$folder/$name.log" GEMINI_API_KEY=none KEY=none \
        GOOGLE_GEMINI_BASE_URL="$model" GEMINI_CLI_TRUST_WORKSPACE=true ANTHROPIC_BASE_URL="$model" ANTHROPIC_API_KEY=none \
        CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC=1 DISABLE_AUTOUPDATER=1 \
        "$folder/node_modules/.bin/$@" </dev/null >"$folder/$name.out" 2>&1) || true
    awk -v name="$name" '/begin/ { n++; all++; if (n > most) most = n } /end/ { n-- }
        END { print name ": " all " hooks, at most " most " at a time" }' "$name.log"
}
settings() { mkdir -p "$(dirname "$1")" && echo "$2" >"$1"; }
entry="{\"type\":\"command\",\"name\":\"hook\",\"command\":\"$folder/hook\"}"
settings claude/home/.claude/settings.json "{\"hooks\":{\"PreToolUse\":[{\"matcher\":\"*\",\"hooks\":[$entry]}]}}"
settings codex/home/.codex/hooks.json "{\"hooks\":{\"PreToolUse\":[{\"hooks\":[$entry]}]}}"
settings gemini/home/.gemini/settings.json \
    "{\"security\":{\"auth\":{\"selectedType\":\"gemini-api-key\"}},\"hooks\":{\"BeforeTool\":[{\"hooks\":[$entry]}]}}"
{
    run claude claude -p go --allowedTools Bash
    run codex codex exec --skip-git-repo-check -s danger-full-access --dangerously-bypass-hook-trust -c model_provider=own \
        -c "model_providers.own={name=\"own\",base_url=\"$model/v1\",env_key=\"KEY\",wire_api=\"responses\"}" -m m go
    run gemini gemini -m gemini-2.5-pro --approval-mode yolo -p go
} >seen
cat >expected <<'OUT'
claude: 4 hooks, at most 1 at a time
codex: 4 hooks, at most 4 at a time
gemini: 4 hooks, at most 4 at a time
OUT
diff expected seen
echo '@anthropic-ai/claude-code 2.1.332, @openai/codex 0.171.0, @google/gemini-cli 0.61.0'
cat seen
