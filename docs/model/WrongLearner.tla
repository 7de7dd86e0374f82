---------------------------- MODULE WrongLearner ----------------------------
(* Negative controls: rules that are wrong, put in the place of those of Learner by a configuration. *)
EXTENDS Learner

\* a report from before the loss counts
OldReports(r) == 0..executed[r]
\* it returns one view too early
OneAhead == 1
\* it returns as soon as its checkpoint lies a window above, be it by a batch that it had committed itself
AtTheWindow == low[Lossy] >= until
\* not a rule: a weaker demand, that even so is not met; a second VIEW-CHANGE for one view would do no harm by itself
NotBelow(w, v) == w <= v
\* it returns at once, wherever the others are
AtOnce == TRUE
\* a narrower search, in which it is found sooner: one of the others stays in its view
OneStays == \E r \in Honest \ {Lossy} : changes[r] = {}
=============================================================================
