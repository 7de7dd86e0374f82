package io.tetrarch.cli.decide;

import io.tetrarch.cli.exit.ExitCode;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.file.InputFile;
import io.tetrarch.cli.file.OutputFile;
import io.tetrarch.cli.home.GroupFolder;
import io.tetrarch.cli.home.GroupOption;
import io.tetrarch.cli.home.OpenGroup;
import io.tetrarch.cli.home.PrincipalOption;
import io.tetrarch.cli.home.ServerOption;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.client.Decision;
import io.tetrarch.client.GovernedGate;
import io.tetrarch.client.Submission;
import io.tetrarch.client.UndecidedException;
import io.tetrarch.embedded.home.ClientFolder;
import io.tetrarch.gate.redaction.Redactor;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.net.link.Address;
import io.tetrarch.node.observe.Work;
import io.tetrarch.node.shortage.Shortage;
import io.tetrarch.pbft.message.Principal;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.bound.Bounds;
import io.tetrarch.proof.bound.RequestLife;
import io.tetrarch.proof.decision.ProofFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One decision, from the action's file to the proof's. */
final class DecideRun {
    private static final double MOST_SECONDS = Bounds.REQUEST_LIFE_MILLIS / 1_000.0;

    private final Terminal terminal;
    private final boolean json;

    /** The options as given. */
    record Wanted(
            String file,
            GroupOption group,
            ServerOption server,
            PrincipalOption principal,
            Optional<String> proof,
            Optional<Double> deadlineSeconds) {}

    DecideRun(Terminal terminal, boolean json) {
        this.terminal = terminal;
        this.json = json;
    }

    int run(Wanted wanted) throws Failure, IOException, InterruptedException {
        Submission submission = submission(wanted);
        Optional<OutputFile> out = Optional.empty();
        if (wanted.proof.isPresent()) {
            out = Optional.of(OutputFile.at(wanted.proof.get()));
        }
        return wanted.server.isGiven() ? remote(wanted, submission, out) : local(wanted, submission, out);
    }

    /** Asks replicas that run in other processes; what is told of it is what its proof says. */
    private int remote(Wanted wanted, Submission submission, Optional<OutputFile> out)
            throws Failure, IOException, InterruptedException {
        List<Address> replicas = wanted.server.addresses();
        ClientFolder client = wanted.group.client();
        GroupFolder folder = GroupFolder.at(client.path().toString());
        try (GovernedGate gate = wanted.server.open(client, replicas)) {
            Round round;
            try {
                Decision decision = gate.decide(submission);
                round = Round.proven(decision, write(decision, out, folder));
            } catch (UndecidedException e) {
                if (Shortage.of(e).isPresent()) {
                    throw e;
                }
                round = Round.unproven(String.valueOf(e.getMessage()));
            }
            return report(new Report(
                    submission.action(), gate.group(), folder, round, new Work(0, 0, 0, 0, 0), Redactor.standard()));
        }
    }

    private int local(Wanted wanted, Submission submission, Optional<OutputFile> out)
            throws Failure, IOException, InterruptedException {
        GroupFolder folder = wanted.group.folder();
        RoundRecorder recorder = new RoundRecorder();
        try (OpenGroup group = folder.openBriefly(recorder, terminal.err())) {
            Work before = group.observatory().work();
            Round round;
            try {
                Decision decision = group.gate().decide(submission);
                recorder.awaitCommits(decision, group.gate().group().replicas().size());
                Path proof = write(decision, out, folder);
                round = Round.decided(decision, recorder, proof);
            } catch (UndecidedException e) {
                if (Shortage.of(e).isPresent()) {
                    throw e;
                }
                round = Round.undecided(String.valueOf(e.getMessage()), recorder);
            }
            return report(new Report(
                    submission.action(),
                    group.gate().group(),
                    folder,
                    round,
                    group.observatory().work().minus(before),
                    Redactor.of(group.observatory().charter().conduct().redaction())));
        }
    }

    private Submission submission(Wanted wanted) throws Failure {
        InputFile input = InputFile.read(wanted.file, terminal.in(), JsonLimits.ACTION.maxBytes());
        try {
            Submission submission = Submission.of(Action.parse(input.bytes()));
            Optional<Principal> principal = wanted.principal.principal();
            if (principal.isPresent()) {
                submission = submission.withPrincipal(principal.get());
            }
            return wanted.deadlineSeconds.isEmpty()
                    ? submission
                    : submission.withLife(life(wanted.deadlineSeconds.get()));
        } catch (JsonRejected e) {
            throw Failure.badInput(input.name(), e);
        }
    }

    private static Duration life(double seconds) throws Failure {
        if (!(seconds > 0 && seconds <= MOST_SECONDS)) {
            throw Failure.badInput("--deadline: expected more than 0 and at most " + (long) MOST_SECONDS
                    + " seconds, found " + seconds);
        }
        Duration life = Duration.ofNanos(Math.round(seconds * 1e9));
        Optional<String> flaw = RequestLife.flaw(life.toMillis());
        if (flaw.isPresent()) {
            throw Failure.badInput("--deadline: " + flaw.get());
        }
        return life;
    }

    private static Path write(Decision decision, Optional<OutputFile> wanted, GroupFolder folder)
            throws Failure, IOException {
        OutputFile file = wanted.isPresent()
                ? wanted.get()
                : OutputFile.at(Files.createDirectories(folder.path().resolve("proofs"))
                        .resolve(decision.ledgerIndex() + ".json")
                        .toString());
        file.write(ProofFile.writeBytes(decision.proof()));
        return file.path();
    }

    private int report(Report report) {
        if (json) {
            terminal.json(DecisionJson.of(report));
        } else {
            new DecisionPage(report, terminal.out()).print();
        }
        return report.round()
                .decision()
                .map(decision -> ExitCode.of(decision.outcome()))
                .orElse(ExitCode.UNDECIDED);
    }
}
