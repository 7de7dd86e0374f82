package io.tetrarch.gate.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.pbft.Rejection;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Terms;
import io.tetrarch.pbft.message.Validity;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.Groups;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GroupRolesTest {
    @Test
    void theServiceTakesRequestsOfSubmittersForExecutorsOnly() {
        Group group = Groups.embedded();
        DecisionService service =
                new DecisionService(group.membership(), group.charter().founding(), Groups.SCHEME);
        assertThat(service.refuses(
                        request(group, Groups.clientKey().verifyingKey().id(), "agent")))
                .isEmpty();
        assertThat(service.refuses(
                        request(group, Groups.observerKey().verifyingKey().id(), "agent")))
                .contains(Rejection.NOT_PERMITTED);
        assertThat(service.refuses(
                        request(group, Groups.clientKey().verifyingKey().id(), "observer")))
                .contains(Rejection.UNKNOWN_TERMS);
    }

    private static SignedRequest request(Group group, Digest client, String executor) {
        Request request = new Request(
                group.domain(),
                new RequestId(client, 1),
                Digest.ZERO,
                new Terms(executor, "standard", 1),
                new Validity(0, 1_000),
                Optional.empty());
        return new SignedRequest(request, Bytes.EMPTY, Bytes.EMPTY);
    }
}
