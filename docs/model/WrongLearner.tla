---------------------------- MODULE WrongLearner ----------------------------
(* Negative controls: rules that are wrong, put in the place of those of Learner by a configuration. *)
EXTENDS Learner

\* a report from before the loss counts
OldReport(r) == 0
\* it returns one view too early
OneAhead == 1
\* the window's last batch, which it may have committed itself, tells the view
AtTheWindow(checkpoint, last) == checkpoint >= until
\* not a rule: a weaker demand, that even so is not met; a second VIEW-CHANGE for one view would do no harm by itself
NotBelow(w, v) == w <= v
\* it votes again at once, wherever the others are
AtOnce(checkpoint, last) == TRUE
=============================================================================
