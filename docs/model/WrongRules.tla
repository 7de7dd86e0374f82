---------------------------- MODULE WrongRules ----------------------------
(* Negative controls: rules that are wrong, put in the place of those of ChainedPbft by a configuration. *)
EXTENDS ChainedPbft

\* any certificate of V is taken for the base
AnyBase(S) == S
\* one vote fewer makes a quorum
SmallQuorum == 2*F
=============================================================================
