package io.tetrarch.proof.group;

import java.util.List;

/**
 * What a charter must fit into: the same in every epoch of a group.
 *
 * @param replicas names, in the order of their indexes
 * @param requestLifeMillis the longest time between a request's not-before and its deadline
 */
public record Frame(List<String> replicas, long requestLifeMillis) {
    public Frame {
        replicas = List.copyOf(replicas);
    }
}
