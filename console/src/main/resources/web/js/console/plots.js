// Counts and latencies, drawn from what the server measured.

import { html } from '../ui.js';

const ORDER = [['APPROVED', 'good', '✓'], ['DENIED', 'bad', '✕'], ['EXPIRED', 'wait', '◷']];

/** How the latest decisions went: bars with their numbers written beside them. */
export function OutcomePlot({ decisions }) {
  const most = Math.max(1, decisions.length);
  return html`
    <table class="bars"><caption class="small soft">the last ${decisions.length} decisions</caption><tbody>
      ${ORDER.map(([outcome, tone, shape]) => {
        const count = decisions.filter(each => each.outcome === outcome).length;
        return html`<tr key=${outcome}><th scope="row"><span aria-hidden="true">${shape}</span> ${outcome.toLowerCase()}</th>
          <td><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class=${tone} width=${(100 * count) / most} height="10" /></svg></td>
          <td class="number">${count}</td></tr>`;
      })}
    </tbody></table>`;
}

/** The buckets of the decision histogram in the Prometheus text, and the quantiles that follow from them. */
export function latencyOf(text) {
  if (!text) return null;
  const cumulative = new Map();
  for (const line of text.split('\n')) {
    const match = /^tetrarch_decision_seconds_bucket\{(.*)le="([^"]+)"\} (\S+)/.exec(line);
    if (match) cumulative.set(Number(match[2].replace('+Inf', 'Infinity')), (cumulative.get(Number(match[2].replace('+Inf', 'Infinity'))) ?? 0) + Number(match[3]));
  }
  const edges = [...cumulative.keys()].sort((a, b) => a - b);
  if (edges.length === 0) return null;
  const total = cumulative.get(edges.at(-1));
  const buckets = edges.map((edge, i) => ({ upTo: edge, count: cumulative.get(edge) - (i ? cumulative.get(edges[i - 1]) : 0) }));
  const quantile = q => edges.find(edge => cumulative.get(edge) >= q * total);
  return { total, buckets, p50: quantile(0.5), p99: quantile(0.99) };
}

const span = seconds => (seconds === Infinity ? 'more' : seconds < 1 ? `${+(seconds * 1000).toPrecision(3)} ms` : `${+seconds.toPrecision(3)} s`);

export function LatencyPlot({ of }) {
  if (!of || of.total === 0) return html`<p class="soft">No decision measured yet.</p>`;
  const shown = of.buckets.filter((bucket, i) => bucket.count > 0 || (of.buckets[i + 1]?.count ?? 0) > 0 || (of.buckets[i - 1]?.count ?? 0) > 0);
  const most = Math.max(...shown.map(bucket => bucket.count));
  return html`
    <table class="bars"><caption class="small soft">${of.total} decisions since the start; half within ${span(of.p50)}, 99 % within ${span(of.p99)}</caption><tbody>
      ${shown.map(bucket => html`<tr key=${bucket.upTo}><th scope="row">≤ ${span(bucket.upTo)}</th>
        <td><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="calm" width=${(100 * bucket.count) / most} height="10" /></svg></td>
        <td class="number">${bucket.count}</td></tr>`)}
    </tbody></table>`;
}
