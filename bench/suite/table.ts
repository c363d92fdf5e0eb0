import { type Checked, unchecked } from './answers.ts'
import type { PeerName } from './question.ts'
import type { Measured } from './rounds.ts'
import { median, quantile } from './statistics.ts'

/** What a peer did over all rounds: medians, and beside the ratio its quartiles. Not a number where nothing is known. */
export type Summary = {
  readonly peer: PeerName
  readonly rps: number
  /** Throughput against the first peer's in the same round. */
  readonly ratio: number
  readonly ratioQuartiles: readonly [number, number]
  readonly p50Ms: number
  readonly p99Ms: number
  readonly aloneMs: number
  /** The latency of one request at a time against the first peer's in the same round. */
  readonly aloneRatio: number
  readonly serverUs: number
  readonly databaseUs: number
  readonly statements: number
  readonly upstreamCalls: number
  readonly answerBytes: number
  readonly residentBytes: number
}

export type Facts = Checked & { readonly residentBytes: number }

export function summarize(
  measured: ReadonlyMap<PeerName, readonly Measured[]>,
  facts: ReadonlyMap<PeerName, Facts>,
): readonly Summary[] {
  const [base = []] = measured.values()
  return [...measured].map(([peer, rounds]) => {
    const ratios = (value: (one: Measured) => number) =>
      rounds.map((round, index) => value(round) / (base[index] ? value(base[index]) : Number.NaN))
    const middle = (value: (one: Measured) => number) => median(rounds.map(value))
    const throughput = ratios(({ rps }) => rps)
    const { statements, bytes, upstreamCalls, residentBytes } = facts.get(peer) ?? noFacts
    return {
      peer,
      rps: middle(({ rps }) => rps),
      ratio: median(throughput),
      ratioQuartiles: [quantile(throughput, 0.25), quantile(throughput, 0.75)],
      p50Ms: middle(({ p50Ms }) => p50Ms),
      p99Ms: middle(({ p99Ms }) => p99Ms),
      aloneMs: middle(({ aloneMs }) => aloneMs),
      aloneRatio: median(ratios(({ aloneMs }) => aloneMs)),
      serverUs: middle(({ serverUs }) => serverUs),
      databaseUs: middle(({ databaseUs }) => databaseUs),
      statements,
      upstreamCalls,
      answerBytes: bytes,
      residentBytes,
    }
  })
}

const noFacts: Facts = { ...unchecked, residentBytes: Number.NaN }

/** The summaries as rows for `console.table`, in the units of their headings. */
export function tableOf(summaries: readonly Summary[]): Readonly<Record<string, object>> {
  const digits = (value: number, places: number) => (Number.isNaN(value) ? '-' : Number(value.toFixed(places)))
  const hasAlone = summaries.some(({ aloneMs }) => !Number.isNaN(aloneMs))
  return Object.fromEntries(
    summaries.map((one) => [
      one.peer,
      {
        rps: digits(one.rps, 0),
        '× floor': digits(one.ratio, 2),
        quartiles: one.ratioQuartiles.map((value) => digits(value, 2)).join('–'),
        'p50 ms': digits(one.p50Ms, 1),
        'p99 ms': digits(one.p99Ms, 1),
        ...(hasAlone && { 'alone ms': digits(one.aloneMs, 2), 'alone × floor': digits(one.aloneRatio, 2) }),
        'server µs': digits(one.serverUs, 0),
        'database µs': digits(one.databaseUs, 0),
        SQL: digits(one.statements, 1),
        upstream: digits(one.upstreamCalls, 1),
        'answer kB': digits(one.answerBytes / 1000, 1),
        'RSS MB': digits(one.residentBytes / 1e6, 0),
      },
    ]),
  )
}
