package io.tetrarch.node.device;

import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.SignedRequest;

/**
 * A request that waits for a person.
 *
 * @param id unique while the process runs
 * @param judge the judge, and so the replica, that the person answers for
 * @param device that has to sign the answer
 * @param request with the very action bytes that the device is to show
 * @param sinceMillis Unix time
 * @param untilMillis Unix time at which the judge gives up and abstains: nothing is approved by waiting
 */
public record PendingApproval(
        String id, String judge, String device, SignedRequest request, long sinceMillis, long untilMillis) {

    /** SHA3-256 of the action. */
    public Digest actionHash() {
        return request.request().actionHash();
    }

    public Bytes action() {
        return request.action();
    }
}
