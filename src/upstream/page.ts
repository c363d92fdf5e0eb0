import { z } from 'zod'
import type { UnreadRows } from '../domain/observation.ts'
import { idField, readBody, UnreadableBodyError } from '../providers/read-body.ts'

/** One page of a list. */
export type Page<T> = {
  readonly items: readonly T[]
  /** Where the next page starts; null at the end. A short page is not the end. */
  readonly cursor: string | null
  /** Rows left out because they could not be read: one broken row does not sink its page. */
  readonly broken: number
  /** The Unipile IDs of such rows, of those that have a legible one. */
  readonly brokenIds: readonly string[]
}

export type PageRequest = {
  /** From the page before; absent or null asks for the first page. */
  readonly cursor?: string | null
  readonly limit?: number
}

const PageBody = z.object({ items: z.array(z.unknown()), cursor: z.string().nullish() })
/** A list that has no pages, so that what stands for a cursor there, if anything does, is none. */
export const UnpagedBody = PageBody.extend({ cursor: PageBody.shape.cursor.catch(null) })
const RowWithId = z.object({ id: idField })

/** A reader of pages from a reader of rows, which throws `UnreadableBodyError` for a row it cannot read. */
export function pageReader<T>(
  readItem: (row: unknown) => T,
  Body: typeof PageBody | typeof UnpagedBody = PageBody,
): (body: unknown) => Page<T> {
  return (body) => {
    const page = readBody(Body, body)
    const items: T[] = []
    const brokenIds: string[] = []
    for (const row of page.items) {
      try {
        items.push(readItem(row))
      } catch (error) {
        if (!(error instanceof UnreadableBodyError)) throw error
        brokenIds.push(...readId(row))
      }
    }
    return { items, cursor: page.cursor || null, broken: page.items.length - items.length, brokenIds }
  }
}

/** Whose rows of a whole list, given by its pages, could not be read. */
export function unreadRows(pages: readonly Pick<Page<unknown>, 'broken' | 'brokenIds'>[]): UnreadRows {
  const ids = pages.flatMap(({ brokenIds }) => brokenIds)
  return pages.reduce((total, { broken }) => total + broken, 0) > ids.length ? 'ANYBODY' : ids
}

function readId(row: unknown): readonly string[] {
  const { data } = RowWithId.safeParse(row)
  return data ? [data.id] : []
}

/** The query parameters that ask for a page. */
export function pageQuery({ cursor, limit }: PageRequest): { cursor: string | undefined; limit: number | undefined } {
  return { cursor: cursor ?? undefined, limit }
}
