package io.tetrarch.cli.decide;

import io.tetrarch.cli.home.GroupFolder;
import io.tetrarch.gate.action.Action;
import io.tetrarch.gate.group.Group;
import io.tetrarch.node.Work;

/** All that is told of one decision. */
record Report(Action action, Group group, GroupFolder folder, Round round, Work work) {}
