package io.tetrarch.cli.decide;

import io.tetrarch.cli.home.GroupFolder;
import io.tetrarch.node.observe.Work;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.group.Group;

/** All that is told of one decision. */
record Report(Action action, Group group, GroupFolder folder, Round round, Work work) {}
