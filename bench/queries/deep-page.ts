import { formatCursor } from '../../src/schema/cursor.ts'
import { attendeesBy } from '../../src/schema/lists.ts'
import { question } from '../suite/question.ts'
import { attendeeColumns } from './sql.ts'

type Parameters = { readonly id: string; readonly sortName: string }

const pageSize = 50
const pagesDeep = 1000

/** A page of everybody that any account knows, by name, a thousand pages from the beginning or a little more. */
export const deepPage = question<Parameters>({
  letter: 'g',
  title: `attendees of all accounts by name, ${pagesDeep} pages of ${pageSize} deep`,
  database: 'world',
  async draw({ rows }, random, count) {
    const places = await rows<Parameters>(
      `select id, sort_name as "sortName" from attendee where not is_self order by sort_name, id
       offset ${pageSize * pagesDeep - 1} limit 10000`,
    )
    return Array.from({ length: count }, () => random.pick(places))
  },
  floor: {
    text: `
      select coalesce(json_agg(page), '[]')::text
      from (
        select ${attendeeColumns}
        from (
          select found.* from account cross join lateral (
            select sort_name, id from attendee
            where account_id = account.id and not is_self and (sort_name, id) > ($1::text, $2::bigint)
            order by sort_name, id limit ${pageSize}
          ) found
          where account.workspace_id = 1 order by found.sort_name, found.id limit ${pageSize}
        ) found join attendee on attendee.id = found.id
        order by found.sort_name, found.id
      ) page`,
    values: ({ sortName, id }) => [sortName, id],
  },
  graph: {
    acquaint: {
      document: `query DeepPage($after: String!) {
        attendees(first: ${pageSize}, after: $after) { nodes { id unipileId displayName isSelf headline } }
      }`,
      variables: ({ sortName, id }) => ({ after: formatCursor(attendeesBy.NAME.name, { key: sortName, id }) }),
      read: ({ attendees }: { attendees: unknown }) => attendees,
    },
    mercurius: {
      document: `query DeepPage($name: String!, $id: ID!) {
        attendees(first: ${pageSize}, afterName: $name, afterId: $id) { id unipileId displayName isSelf headline }
      }`,
      variables: ({ sortName, id }) => ({ name: sortName, id }),
      read: ({ attendees }: { attendees: unknown }) => attendees,
    },
  },
})
