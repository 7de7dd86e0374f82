------------------------------- MODULE Store -------------------------------
(* How one replica knows after a start that it may have lost votes: ADR 0018. Its log is a sequence of votes, one a      *)
(* slot; the leader has it vote for anything. Beside the store is the second place. Peers hold what reached them. Once   *)
(* it learns, it is silent: Learner says when that may end.                                                            *)
EXTENDS Integers, Sequences, FiniteSets, TLC
CONSTANTS
  Slots, Values,
  Peers,          \* the honest ones; F more are Byzantine, and may answer or not
  F, Crashes,     \* how often it may crash
  Damages,        \* what may befall it while it is down: of "store", "last", "gone", "second", "both"
  PeersAnswer     \* whether 2f peers answer within the interval; else it passes
VARIABLES
  phase,          \* "up", "writing", "down", "asking", "learns"
  store,          \* what is durable
  second,         \* the second place: the position attempted, and what was confirmed before; NoSecond if it is missing
  pending,        \* the vote that is being written, and which of the two syncs are done
  sent,           \* every <<slot, value>> that left it
  held,           \* what reached the honest peers
  start,          \* the number of its start, which is its challenge
  replies,        \* the REMINDERs sent so far: old ones may arrive again
  answered,       \* whose answers counted since the start
  crashes
vars == <<phase, store, second, pending, sent, held, start, replies, answered, crashes>>

Gone == <<"gone">>
NoSecond == [attempted |-> -1, confirmed |-> -1]
Idle == [value |-> "none", stored |-> FALSE, noted |-> FALSE]
Votes(log) == {<<i, log[i]>> : i \in 1..Len(log)}
Byzantine == 1..F
Known == IF store = Gone THEN {} ELSE Votes(store)

(* The rules that matter; WrongStore has a wrong one for each. *)
MaySend == pending.stored /\ pending.noted
\* what a start takes for a loss
TooShort == Len(store) < second.confirmed
Missing == second = NoSecond
\* whether it asks before it signs anything
FirstPhase == "asking"
\* which REMINDERs count
Answers(reply) == reply.challenge = start

Init == /\ phase = "up" /\ store = <<>> /\ second = [attempted |-> 0, confirmed |-> 0] /\ pending = Idle
        /\ sent = {} /\ held = {} /\ start = 0 /\ replies = {} /\ answered = {} /\ crashes = 0

Begin == /\ phase = "up" /\ Len(store) < Slots
         /\ \E v \in Values : pending' = [value |-> v, stored |-> FALSE, noted |-> FALSE]
         /\ phase' = "writing"
         /\ UNCHANGED <<store, second, sent, held, start, replies, answered, crashes>>
Position == IF pending.stored THEN Len(store) ELSE Len(store) + 1
SyncStore == /\ phase = "writing" /\ ~pending.stored
             /\ store' = Append(store, pending.value) /\ pending' = [pending EXCEPT !.stored = TRUE]
             /\ UNCHANGED <<phase, second, sent, held, start, replies, answered, crashes>>
SyncSecond == /\ phase = "writing" /\ ~pending.noted
              /\ second' = [attempted |-> Position, confirmed |-> Position - 1]
              /\ pending' = [pending EXCEPT !.noted = TRUE]
              /\ UNCHANGED <<phase, store, sent, held, start, replies, answered, crashes>>
Send == /\ phase = "writing" /\ MaySend /\ <<Position, pending.value>> \notin sent
        /\ sent' = sent \cup {<<Position, pending.value>>} /\ held' = held \cup {<<Position, pending.value>>}
        /\ UNCHANGED <<phase, store, second, pending, start, replies, answered, crashes>>
Done == /\ phase = "writing" /\ pending.stored /\ pending.noted /\ <<Position, pending.value>> \in sent
        /\ phase' = "up" /\ pending' = Idle
        /\ UNCHANGED <<store, second, sent, held, start, replies, answered, crashes>>

Crash == /\ phase \in {"up", "writing", "asking"} /\ crashes < Crashes
         /\ phase' = "down" /\ pending' = Idle /\ crashes' = crashes + 1
         /\ UNCHANGED <<store, second, sent, held, start, replies, answered>>
Damage == /\ phase = "down" /\ store # Gone
          /\ \/ /\ "store" \in Damages       \* an older copy, without at least one write that was confirmed
                /\ \E n \in 0..(second.confirmed - 1) : n < Len(store) /\ store' = SubSeq(store, 1, n)
                /\ UNCHANGED second
             \/ /\ "last" \in Damages        \* exactly the last write
                /\ Len(store) > 0 /\ store' = SubSeq(store, 1, Len(store) - 1)
                /\ UNCHANGED second
             \/ "gone" \in Damages /\ store' = Gone /\ UNCHANGED second
             \/ "second" \in Damages /\ second' = NoSecond /\ UNCHANGED store
             \/ /\ "both" \in Damages        \* an older copy of both, as they stood together
                /\ \E n \in 0..(Len(store) - 1) :
                     /\ store' = SubSeq(store, 1, n)
                     /\ second' = [attempted |-> n, confirmed |-> IF n = 0 THEN 0 ELSE n - 1]
          /\ UNCHANGED <<phase, pending, sent, held, start, replies, answered, crashes>>

Start == /\ phase = "down"
         /\ start' = start + 1 /\ answered' = {}
         /\ phase' = IF store = Gone \/ Missing \/ TooShort THEN "learns" ELSE FirstPhase
         /\ UNCHANGED <<store, second, pending, sent, held, replies, crashes>>
Answer == /\ phase = "asking" /\ PeersAnswer
          /\ \E p \in Peers \cup Byzantine, shown \in {held, {}} :
               /\ p \in Peers => shown = held
               /\ replies' = replies \cup {[from |-> p, challenge |-> start, votes |-> shown]}
          /\ UNCHANGED <<phase, store, second, pending, sent, held, start, answered, crashes>>
Hear == /\ phase = "asking"
        /\ \E reply \in replies :
             /\ Answers(reply) /\ reply.from \notin answered
             /\ answered' = answered \cup {reply.from}
             /\ phase' = IF reply.votes \subseteq Known THEN phase ELSE "learns"
        /\ UNCHANGED <<store, second, pending, sent, held, start, replies, crashes>>
GoOn == /\ phase = "asking"
        /\ ~PeersAnswer \/ Cardinality(answered) >= 2 * F
        /\ phase' = "up"
        /\ UNCHANGED <<store, second, pending, sent, held, start, replies, answered, crashes>>

Next == Begin \/ SyncStore \/ SyncSecond \/ Send \/ Done \/ Crash \/ Damage \/ Start \/ Answer \/ Hear \/ GoOn
Spec == Init /\ [][Next]_vars

\* S3: one vote a slot
OneVote == \A a, b \in sent : a[1] = b[1] => a = b
\* violated, as it must be: it votes again after a start
NeverAgain == ~(start > 0 /\ phase = "writing")
\* a crash alone makes no learner
NoFalseAlarm == phase = "learns" => Damages # {}
StoreSymm == Permutations(Peers) \cup Permutations(Values)
=============================================================================
