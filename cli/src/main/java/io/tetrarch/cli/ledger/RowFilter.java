package io.tetrarch.cli.ledger;

import io.tetrarch.cli.completion.TierNames;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.proof.group.ClientMember;
import io.tetrarch.proof.group.Group;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which entries are wanted: those that fit all that is given. */
final class RowFilter {
    private static final List<String> OUTCOMES = List.of("APPROVED", "DENIED", "EXPIRED", "EVIDENCE");

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description =
                    "Only what was asked for at this time or later: an instant (2026-11-30T08:00:00Z) or a day of UTC.")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Only what was asked for before this time.")
    private @Nullable String until;

    @Option(
            names = "--outcome",
            paramLabel = "OUTCOME",
            description = "Only these: approved, denied, expired or evidence.")
    private @Nullable String outcome;

    @Option(
            names = "--tier",
            paramLabel = "TIER",
            description = "Only decisions of this tier.",
            completionCandidates = TierNames.class)
    private @Nullable String tier;

    @Option(names = "--tool", paramLabel = "TOOL", description = "Only actions that name this tool.")
    private @Nullable String tool;

    @Option(names = "--principal", paramLabel = "NAME", description = "Only what was asked for this principal.")
    private @Nullable String principal;

    @Option(names = "--client", paramLabel = "NAME", description = "Only what this client of the group asked for.")
    private @Nullable String client;

    /** @throws Failure naming the option that cannot be used */
    Predicate<Row> of(Group group) throws Failure {
        Predicate<Row> wanted = row -> true;
        if (since != null) {
            long from = millis("--since", since);
            wanted = wanted.and(row -> begun(row) >= from);
        }
        if (until != null) {
            long to = millis("--until", until);
            wanted = wanted.and(row -> begun(row) < to && row.entry() instanceof DecisionEntry);
        }
        if (outcome != null) {
            String word = word(outcome);
            wanted = wanted.and(row -> row.outcome().equals(word));
        }
        if (tier != null) {
            String name = tier;
            wanted = wanted.and(row -> row.entry() instanceof DecisionEntry decision
                    && decision.request().request().terms().tier().equals(name));
        }
        if (tool != null) {
            String name = tool;
            wanted = wanted.and(row -> row.tool().filter(name::equals).isPresent());
        }
        if (principal != null) {
            String name = principal;
            wanted = wanted.and(row ->
                    row.principal().filter(who -> who.name().equals(name)).isPresent());
        }
        if (client != null) {
            Digest key = key(client, group);
            wanted = wanted.and(row -> row.entry() instanceof DecisionEntry decision
                    && decision.request().id().client().equals(key));
        }
        return wanted;
    }

    /** Evidence has no time of its own, and is before all. */
    private static long begun(Row row) {
        return switch (row.entry()) {
            case DecisionEntry decision ->
                decision.request().request().validity().notBeforeMillis();
            case EvidenceEntry evidence -> Long.MIN_VALUE;
        };
    }

    private static long millis(String option, String time) throws Failure {
        try {
            Instant instant = time.contains("T")
                    ? Instant.parse(time)
                    : LocalDate.parse(time).atStartOfDay().toInstant(ZoneOffset.UTC);
            return instant.toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            throw Failure.badInput(
                    option + ": expected an instant such as 2026-11-30T08:00:00Z, or a day, found '" + time + "'");
        }
    }

    private static String word(String outcome) throws Failure {
        return OUTCOMES.stream()
                .filter(outcome::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(() -> Failure.badInput(
                        "--outcome: expected approved, denied, expired or evidence, found '" + outcome + "'"));
    }

    private static Digest key(String client, Group group) throws Failure {
        return group.clients().stream()
                .filter(member -> member.name().equals(client))
                .map(ClientMember::keyId)
                .findFirst()
                .orElseThrow(() -> Failure.badInput("--client: expected one of the group's clients ("
                        + group.clients().stream().map(ClientMember::name).collect(Collectors.joining(", "))
                        + "), found '" + client + "'"));
    }
}
