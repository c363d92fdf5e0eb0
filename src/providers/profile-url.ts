import type { Identifier } from '../domain/identifier.ts'
import { findShape } from './identifier-shape.ts'
import { adapters } from './index.ts'

/** The best page of the user who has these identifiers, public ones first; null when none of them has a page. */
export function profileUrl(identifiers: readonly Identifier[]): string | null {
  let best: { readonly rank: number; readonly url: string } | null = null
  for (const identifier of identifiers) {
    const { shapes } = adapters[identifier.provider]
    const shape = findShape(shapes, identifier)
    const url = shape?.url(identifier.value) ?? null
    const rank = shape ? shapes.indexOf(shape) : shapes.length
    if (url !== null && (best === null || rank < best.rank)) best = { rank, url }
  }
  return best?.url ?? null
}
