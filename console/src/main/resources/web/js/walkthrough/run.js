// A run of the server (POST /v1/scenarios/{name}/runs) as the page uses it.

let runs = 0;

const millis = micros => Math.round(micros / 1000);

export function normalise(value) {
  return {
    id: ++runs,
    replicas: value.replicas,
    action: value.actionText,
    outcome: value.outcome,
    counts: value.counts,
    /** Numbered, so that what is said can cite them. */
    events: value.events.map((event, index) => ({ ...event, index, at: millis(event.atMicros) })),
    digests: [...new Set(value.events.map(event => event.digest).filter(Boolean))],
    behaviours: value.behaviours ?? {},
    sequence: value.events.find(event => event.phase === 'execute')?.sequence ?? null,
    cost: { ...value.cost, virtualMillis: millis(value.cost.virtualMicros) },
    baseline: value.baseline ?? null,
    /** How many replicas' signatures the proof holds; more may have signed than it needs. */
    proven: value.proof ? value.proof.commit.signatures.length : 0,
    proofText: value.proof ? JSON.stringify(value.proof) : null,
    groupText: value.group ? JSON.stringify(value.group) : null,
  };
}
