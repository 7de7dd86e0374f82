/** What is seen of the replicas. */
package io.tetrarch.console.cluster;
