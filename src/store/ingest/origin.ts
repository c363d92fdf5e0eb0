import type { EvidenceSource } from '../../domain/evidence.ts'

/** Where and when the rows being written were observed. */
export type Origin = {
  readonly source: EvidenceSource
  /** ISO 8601, UTC. */
  readonly observedAt: string
  /** Read while catching up with what was before: taken in, but not told as news. */
  readonly isPast?: boolean
}
