import { defaultPageSize, maximumPageSize } from '../domain/page.ts'

type Arguments = Readonly<Record<string, unknown>>
type Field = { readonly args: readonly { readonly name: string }[] }

/** Each field costs one for each time it may be answered; a page multiplies what is below it by its size. */
export const complexity = {
  fieldComplexity: (given: Arguments, _context: unknown, field: Field) => ({
    field: 1,
    multiplier: rowsAsked(given, field),
  }),
}

/** For a list at the root, which unlike those below a parent shares its statements with no other. */
export function rootListComplexity(given: Arguments, _context: unknown, field: Field) {
  return { field: 500, multiplier: rowsAsked(given, field) }
}

/** A list's own fields (`edges`, `nodes`) and short lists count once: the page above them has multiplied already. */
function rowsAsked(given: Arguments, { args }: Field): number {
  const { first, last, ids, refs, representations } = given
  for (const list of [ids, refs, representations]) if (Array.isArray(list)) return list.length
  const size = first ?? last
  if (typeof size === 'number') return Math.min(Math.max(size, 0), maximumPageSize)
  return args.some(({ name }) => name === 'first') ? defaultPageSize : 1
}
