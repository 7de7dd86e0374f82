package io.tetrarch.reading.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.reading.sql.SqlStatement.Trait;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What statements do, as far as their text tells. */
class SqlReaderTest {

    private static final SqlReader READER = new SqlReader(Map.of(
            Trait.RUNS_PROGRAM, Set.of("XP_CMDSHELL", "TO PROGRAM"),
            Trait.WRITES_FILES, Set.of("INTO OUTFILE"),
            Trait.WAITS, Set.of("PG_SLEEP")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM users",
                "delete from users where 1=1",
                "DELETE FROM users WHERE 1 = 1 OR id = 5",
                "DELETE FROM users WHERE TRUE",
                "DELETE FROM users WHERE 'a' = 'a'",
                "DELETE FROM users WHERE id = id",
                "DELETE FROM users WHERE NOT (1 = 2)",
                "DELETE FROM users WHERE (1 = 1) AND (2 = 2)",
                "DELETE FROM users WHERE name LIKE '%'",
                "DELETE FROM users WHERE 2 > 1",
                "UPDATE users SET admin = true",
                "UPDATE users SET name = 'where id = 3'",
                "UPDATE users SET a = 1 /* WHERE id = 1 */",
                "UPDATE users SET a = 1 -- WHERE id = 1",
                "WITH old AS (SELECT id FROM t WHERE x = 1) DELETE FROM users",
                "EXPLAIN ANALYZE DELETE FROM users",
                "/*!50000 DELETE */ FROM users"
            })
    void aChangeOfEveryRowIsSeen(String sql) {
        assertThat(READER.read(sql))
                .singleElement()
                .satisfies(statement -> assertThat(statement.traits()).contains(Trait.EVERY_ROW));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM users WHERE id = 3",
                "DELETE FROM users WHERE id = 3 AND 1 = 1",
                "UPDATE users SET a = 1 WHERE id IN (1, 2, 3)",
                "UPDATE users SET a = 1 WHERE name LIKE 'x%'",
                "DELETE FROM t WHERE created < now() - interval '1 day'",
                "SELECT * FROM users",
                "SELECT 'DELETE FROM users'",
                "INSERT INTO t VALUES (1, 'DROP TABLE t')",
                "EXPLAIN DELETE FROM users WHERE id = 1"
            })
    void aBoundedChangeIsNone(String sql) {
        assertThat(READER.read(sql))
                .singleElement()
                .satisfies(
                        statement -> assertThat(statement.traits()).doesNotContain(Trait.EVERY_ROW, Trait.NOT_PARSED));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "drop table|DROP TABLE IF EXISTS users",
                "drop table|dRoP/**/TaBlE users",
                "drop database|DROP DATABASE shop",
                "truncate table|TRUNCATE TABLE orders",
                "alter table|ALTER TABLE t ADD COLUMN c int",
                "create function|CREATE OR REPLACE FUNCTION f() RETURNS int AS $$ SELECT 1; DROP TABLE x $$ LANGUAGE"
                        + " sql",
                "create table|CREATE TEMPORARY TABLE t (a int)",
                "grant all|GRANT ALL ON t TO x",
                "\\! rm|\\! rm -rf /",
                ".shell ls|.shell ls",
                "vacuum full|VACUUM FULL t",
                "pragma journal_mode|PRAGMA journal_mode=WAL"
            })
    void theWordsSayWhatIsDoneToWhat(String words, String sql) {
        assertThat(READER.read(sql))
                .singleElement()
                .satisfies(statement ->
                        assertThat(String.join(" ", statement.words())).isEqualTo(words));
    }

    @Test
    void statementsAreSplitWhereTheyEnd() {
        assertThat(READER.read("SELECT ';'; -- ; x\nDROP TABLE t;;"))
                .extracting(statement -> statement.words().getFirst())
                .containsExactly("select", "drop");
    }

    @Test
    void whereDialectsDifferOnWhatEndsATextBothReadingsCount() {
        assertThat(READER.read("SELECT 'a\\'; DROP TABLE t; --'"))
                .extracting(statement -> statement.words().getFirst())
                .contains("drop");
    }

    @Test
    void whatReachesBeyondTheDatabaseIsSeen() {
        assertThat(traits("COPY t TO PROGRAM 'curl x'")).contains(Trait.RUNS_PROGRAM);
        assertThat(traits("EXEC xp_cmdshell 'dir'")).contains(Trait.RUNS_PROGRAM);
        assertThat(traits("COPY t FROM '/etc/passwd'")).contains(Trait.READS_FILES);
        assertThat(traits("COPY t TO STDOUT")).doesNotContain(Trait.WRITES_FILES);
        assertThat(traits("SELECT * FROM t INTO OUTFILE '/tmp/x'")).contains(Trait.WRITES_FILES);
        assertThat(traits("SELECT pg_sleep(10)")).contains(Trait.WAITS);
        assertThat(traits("WITH d AS (DELETE FROM t RETURNING *) SELECT * FROM d"))
                .contains(Trait.DELETES_INSIDE);
        assertThat(traits("SELECT 'pg_sleep'")).isEmpty();
    }

    @Test
    void whatIsTooLongTooDeepOrNoSqlIsToldAsSuch() {
        assertThat(traits("SELECT " + "x".repeat(20_000))).contains(Trait.NOT_PARSED);
        assertThat(traits("SELECT " + "(".repeat(60) + "1" + ")".repeat(60))).contains(Trait.NOT_PARSED);
        assertThat(traits("SELECT FROM FROM WHERE")).contains(Trait.NOT_PARSED);
        assertThat(READER.read("SELECT 1;".repeat(1_000)).size()).isLessThanOrEqualTo(100);
    }

    @Test
    void noTextMakesTheReaderFail() {
        Random random = new Random(7);
        List<String> pieces = List.of(
                "SELECT", "DELETE", "FROM", "t", "WHERE", "(", ")", "'", "\"", "`", "$$", "$a$", "--", "/*", "*/",
                "/*!", ";", ",", "1=1", "AND", "OR", "NOT", "\\", "\n", "@x", ":y", "?", "UNION", "WITH", "AS",
                "UPDATE", "SET", "é", "\0");
        for (int round = 0; round < 5_000; round++) {
            StringBuilder sql = new StringBuilder("x");
            int length = random.nextInt(25);
            for (int i = 0; i < length; i++) {
                sql.append(pieces.get(random.nextInt(pieces.size()))).append(random.nextBoolean() ? " " : "");
            }
            assertThat(READER.read(sql.toString())).as(sql.toString()).isNotEmpty();
        }
    }

    private static Set<Trait> traits(String sql) {
        return READER.read(sql).getFirst().traits();
    }
}
