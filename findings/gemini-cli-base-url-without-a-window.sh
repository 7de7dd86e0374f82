#!/usr/bin/env bash
# Gemini CLI 0.61.0 (npm), without a window, with a model elsewhere: GEMINI_API_KEY and GOOGLE_GEMINI_BASE_URL.
#
# Guessed: with both set it takes the key and asks that address, as the library under it does (@google/genai).
# Seen:    by the address alone it infers a kind of authentication, "gateway", which its own check then does not know:
#          "Invalid auth method selected.", exit code 41, and nothing is asked. Not even the key's presence changes that.
#          With security.auth.selectedType "gemini-api-key" in the settings the same two variables do work.
# What follows: who starts it against a model of their own has to bring a settings file; the environment alone cannot do it.
set -euo pipefail
folder=$(mktemp -d)
trap 'kill "$server" 2>/dev/null || true; rm -rf "$folder"' EXIT
server=
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @google/gemini-cli@0.61.0 >/dev/null
cat >model.mjs <<'JS'
import { createServer } from 'node:http';
import { appendFileSync, writeFileSync } from 'node:fs';

const turn = { candidates: [{ content: { role: 'model', parts: [{ text: 'done' }] }, finishReason: 'STOP', index: 0 }] };
const server = createServer((request, response) => {
  appendFileSync('asked', request.url.split('?')[0] + '\n');
  request.resume().on('end', () => response.setHeader('Content-Type', 'text/event-stream').end(`data: ${JSON.stringify(turn)}\n\n`));
});
server.listen(0, '127.0.0.1', () => writeFileSync('port', String(server.address().port)));
JS
node model.mjs &
server=$!
while [ ! -s port ]; do sleep 0.1; done
run() {
    : >asked
    set +e
    env -i PATH="$PATH" HOME="$folder/$1" GEMINI_API_KEY=none GOOGLE_GEMINI_BASE_URL="http://127.0.0.1:$(cat port)" \
        GEMINI_CLI_TRUST_WORKSPACE=true node_modules/.bin/gemini -m gemini-2.5-pro -p hello </dev/null >out 2>&1
    code=$?
    set -e
    grep -q generateContent -i asked && asked=asked || asked='not asked'
    grep -q 'Invalid auth method selected' out && said='Invalid auth method selected' || said='no complaint'
    echo "$1: exit $code, $asked, $said"
}
mkdir -p bare settings/.gemini
echo '{"security":{"auth":{"selectedType":"gemini-api-key"}}}' >settings/.gemini/settings.json
{ run bare; run settings; } >seen
cat >expected <<'OUT'
bare: exit 41, not asked, Invalid auth method selected
settings: exit 0, asked, no complaint
OUT
diff expected seen
echo '@google/gemini-cli 0.61.0'
cat seen
