package io.tetrarch.embedded;

import io.tetrarch.client.request.Handover;

/** Those outside whom a cluster tells something, all of them off its replicas' threads. */
record Audience(Observers observers, Handover answers, Outcomes outcomes) {}
