---------------------------- MODULE WrongRules ----------------------------
(* Negative controls: rules that are wrong, put in the place of those of ChainedPbft by a configuration. *)
EXTENDS ChainedPbft

\* any certificate of V is taken for the base
AnyBase(C, S) == {c.chain : c \in C}
\* one vote fewer makes a quorum
SmallQuorum == 2*F
\* garbage collection drops the certificate: what is at or below the replica's own stable checkpoint is not carried
CollectedCarried(r) == IF Len(high[r].chain) <= Len(stable[r]) THEN None ELSE high[r]
\* certificates at or below the highest stable checkpoint of V are put aside before the highest is chosen
FilteredBases(C, S) ==
  {IF Len(c.chain) > Len(s) THEN c.chain ELSE s :
     c \in Highest({d \in C : \A t \in S : Len(d.chain) > Len(t)} \cup {None}), s \in Longest(S)}
=============================================================================
