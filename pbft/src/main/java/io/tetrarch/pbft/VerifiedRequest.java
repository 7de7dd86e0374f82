package io.tetrarch.pbft;

import io.tetrarch.pbft.message.SignedRequest;

/**
 * A client's request whose client is in the group, whose signature is good and whose action has the hash it names.
 * Made only by the authenticator in the crypto module.
 */
public record VerifiedRequest(SignedRequest signed) {}
