#!/usr/bin/env bash
# One JSON Schema of a tool's arguments, two validators: com.networknt:json-schema-validator 3.0.9 (Java, what the MCP
# Java SDK and many gateways use) and ajv 8.20.0 (JavaScript, what the MCP TypeScript SDK uses), both at their defaults,
# draft 2020-12.
#
# Guessed: an argument that one takes, the other takes, since both implement the same draft.
# Seen:    {"multipleOf":0.01} takes 19.99 in Java and refuses it in ajv (binary floating point);
#          {"maximum":9007199254740992} refuses 9007199254740993 in Java and takes it in JavaScript, where the parser has
#          rounded it before ajv sees it;
#          {"pattern":"^[[a]$"}, valid ECMAScript, cannot be compiled by the Java validator's default expressions;
#          {"format":"date"} takes 2026-02-30 in Java (an annotation, as the draft has it) and is no schema at all for ajv;
#          an unknown keyword such as x-mcp-header is ignored in Java and refused by ajv.
# What follows: what judged the arguments has to be what checks them again where the tool runs, or the schema stays within
# what both read alike.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund ajv@8.20.0 >/dev/null
cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
<dependencies>
<dependency><groupId>com.networknt</groupId><artifactId>json-schema-validator</artifactId><version>3.0.9</version></dependency>
<dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
</dependencies>
</project>
POM
mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib
cat >cases <<'CASES'
{"type":"number","multipleOf":0.01}	20
{"type":"number","multipleOf":0.01}	19.99
{"type":"integer","maximum":9007199254740992}	9007199254740993
{"type":"string","pattern":"^[[a]$"}	"["
{"type":"string","format":"date"}	"2026-02-30"
{"type":"string","x-mcp-header":"Region"}	"eu"
CASES
cat >Seen.java <<'JAVA'
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Files;
import java.nio.file.Path;

final class Seen {
    public static void main(String[] none) throws Exception {
        for (String line : Files.readAllLines(Path.of("cases"))) {
            String[] schemaAndValue = line.split("\t");
            String seen;
            try {
                seen = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(schemaAndValue[0])
                        .validate(schemaAndValue[1], InputFormat.JSON)
                        .isEmpty() ? "takes" : "refuses";
            } catch (Exception e) {
                seen = "no-schema";
            }
            System.out.println(seen);
        }
    }
}
JAVA
cat >seen.mjs <<'JS'
import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';

for (const line of readFileSync('cases', 'utf8').trimEnd().split('\n')) {
  const [schema, value] = line.split('\t').map((text) => JSON.parse(text));
  try {
    console.log(new Ajv2020().compile(schema)(value) ? 'takes' : 'refuses');
  } catch {
    console.log('no-schema');
  }
}
JS
java -cp 'lib/*' Seen.java >java.seen
node seen.mjs >js.seen
paste -d' ' java.seen js.seen cases | tr '\t' ' ' >seen
cat >expected <<'OUT'
takes takes {"type":"number","multipleOf":0.01} 20
takes refuses {"type":"number","multipleOf":0.01} 19.99
refuses takes {"type":"integer","maximum":9007199254740992} 9007199254740993
no-schema takes {"type":"string","pattern":"^[[a]$"} "["
takes no-schema {"type":"string","format":"date"} "2026-02-30"
takes no-schema {"type":"string","x-mcp-header":"Region"} "eu"
OUT
diff expected seen
echo 'networknt ajv'
cat seen
