package io.tetrarch.client.request;

import io.tetrarch.crypto.authentication.RequestSigner;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Terms;
import io.tetrarch.pbft.message.Validity;
import io.tetrarch.proof.rule.WithdrawRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What a client signs. */
final class Drafts {
    /** A withdrawal waits for no judge, only for a leader that takes it on. */
    private static final long WITHDRAWAL_MILLIS = 60_000;

    private final GroupClient.Client client;
    private final Clocks clocks;

    Drafts(GroupClient.Client client, Clocks clocks) {
        this.client = client;
        this.clocks = clocks;
    }

    private record Moment(long wallMillis, long nanos) {}

    private Moment now() {
        return new Moment(clocks.wall().millis(), clocks.nanos().getAsLong());
    }

    /** All by one signature. */
    List<SignedRequest> sign(Domain epoch, List<RequestWindow.Numbered<GroupClient.Ask>> together) {
        Moment now = now();
        return client.signer()
                .sign(together.stream()
                        .map(each -> unsigned(epoch, each.number(), each.value(), now))
                        .toList());
    }

    /** Under the next number. */
    SignedRequest draw(Domain epoch, Question question) throws IOException {
        Moment now = now();
        GroupClient.Ask ask = new GroupClient.Ask(question, new CompletableFuture<>(), now.nanos());
        return client.signer()
                .sign(List.of(unsigned(epoch, client.numbers().next(), ask, now)))
                .getFirst();
    }

    /** Its life counts from when it was asked; of one that is over already, no replica will have anything. */
    private RequestSigner.Unsigned unsigned(Domain epoch, long number, GroupClient.Ask ask, Moment now) {
        Question question = ask.question();
        long waitedMillis = TimeUnit.NANOSECONDS.toMillis(now.nanos() - ask.askedNanos());
        Request request = new Request(
                epoch,
                new RequestId(client.signer().client(), number),
                question.actionHash(),
                question.terms(),
                new Validity(now.wallMillis(), now.wallMillis() + Math.max(1, question.lifeMillis() - waitedMillis)),
                question.toolDefinition());
        return new RequestSigner.Unsigned(request, question.action());
    }

    /** The same request in a later epoch. */
    SignedRequest anew(Domain epoch, SignedRequest old) {
        return client.signer().sign(old.request().in(epoch), old.action());
    }

    /** What takes a request back, under its very number. */
    SignedRequest withdrawal(Domain epoch, SignedRequest request, long charterVersion) {
        Bytes action = new WithdrawRequest(request.digest()).action();
        long now = now().wallMillis();
        return client.signer()
                .sign(
                        new Request(
                                epoch,
                                request.id(),
                                Hash.sha3(action.readOnlyArray()),
                                new Terms(request.request().terms().executor(), WithdrawRequest.TIER, charterVersion),
                                new Validity(now, now + WITHDRAWAL_MILLIS),
                                Optional.empty()),
                        action);
    }

    /** Of what was signed before; its life is what is left of it. */
    GroupClient.Ask ask(SignedRequest signed) {
        Request request = signed.request();
        Moment now = now();
        long left = request.validity().deadlineMillis() - now.wallMillis();
        Question question = new Question(
                signed.action(), request.actionHash(), request.terms(), Math.max(0, left), request.toolDefinition());
        return new GroupClient.Ask(question, new CompletableFuture<>(), now.nanos());
    }
}
