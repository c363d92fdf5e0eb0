import type { Page } from '../upstream/page.ts'

/** The pages of a list, one after the other: who stops asking for more has read enough. */
export async function* eachPage<Row>(
  fetch: (cursor: string | null) => Promise<Page<Row>>,
): AsyncGenerator<Page<Row>, void> {
  let cursor: string | null = null
  do {
    const page: Page<Row> = await fetch(cursor)
    yield page
    // A cursor that leads to the page it came with would be read for ever.
    cursor = page.cursor === cursor ? null : page.cursor
  } while (cursor !== null)
}
