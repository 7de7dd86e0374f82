#!/usr/bin/env bash
# One CEL policy text, three CEL implementations: dev.cel:cel 0.14.0 (Java), @bufbuild/cel 0.6.1 and
# @marcbachmann/cel-js 8.0.0 (JavaScript). What a rule says of texts that become numbers, times or an order.
#
# Guessed: a policy that one of them evaluates means the same in the others, or is an error there.
# Seen:    int("0x1f") and int(" 1") are 31 and 1 in @bufbuild/cel, an error in the other two;
#          timestamp("2026-02-30T00:00:00Z") is the second of March in both JavaScript ones, an error in Java;
#          a text beyond the basic plane is ordered by UTF-16 units in all three (U+FF41 is not below U+1F600);
#          1 == 1.0 is true in @bufbuild/cel and refused by the checkers of the other two.
# What follows: a policy moved between languages has to be tested again; limits on texts are written on the text
# (a pattern) and not on what a conversion makes of it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @bufbuild/cel@0.6.1 @marcbachmann/cel-js@8.0.0 >/dev/null
cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
<dependencies><dependency><groupId>dev.cel</groupId><artifactId>cel</artifactId><version>0.14.0</version></dependency></dependencies>
</project>
POM
mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib
cat >policies <<'CEL'
int("31") == 31
int("0x1f") == 31
int(" 1") == 1
timestamp("2026-02-28T00:00:00Z") < timestamp("2026-03-01T00:00:00Z")
timestamp("2026-02-30T00:00:00Z") == timestamp("2026-03-02T00:00:00Z")
"\uff41" < "\U0001f600"
1 == 1.0
CEL
cat >Seen.java <<'JAVA'
import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import java.nio.file.Files;
import java.nio.file.Path;

final class Seen {
    public static void main(String[] none) throws Exception {
        Cel cel = CelFactory.standardCelBuilder().build();
        for (String policy : Files.readAllLines(Path.of("policies"))) {
            String seen;
            try {
                seen = String.valueOf(cel.createProgram(cel.compile(policy).getAst()).eval());
            } catch (Exception e) {
                seen = "error";
            }
            System.out.println(seen);
        }
    }
}
JAVA
cat >seen.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { run } from '@bufbuild/cel';
import { evaluate } from '@marcbachmann/cel-js';

function told(evaluation) {
  try {
    const value = evaluation();
    return typeof value === 'boolean' ? String(value) : 'error';
  } catch {
    return 'error';
  }
}
for (const policy of readFileSync('policies', 'utf8').trimEnd().split('\n')) {
  console.log(`${told(() => run(policy, {}))} ${told(() => evaluate(policy, {}))}`);
}
JS
java -cp 'lib/*' Seen.java 2>/dev/null >java.seen
node seen.mjs >js.seen
paste -d' ' java.seen js.seen policies >seen
cat >expected <<'OUT'
true true true int("31") == 31
error true error int("0x1f") == 31
error true error int(" 1") == 1
true true true timestamp("2026-02-28T00:00:00Z") < timestamp("2026-03-01T00:00:00Z")
error true true timestamp("2026-02-30T00:00:00Z") == timestamp("2026-03-02T00:00:00Z")
false false false "\uff41" < "\U0001f600"
error true error 1 == 1.0
OUT
diff expected seen
printf 'dev.cel @bufbuild/cel @marcbachmann/cel-js\n'
cat seen
