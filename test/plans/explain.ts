import type { Client } from 'pg'
import { plannedOnce } from '../../src/store/open-postgres.ts'
import type { RecordedStatement } from './recorded.ts'

/** A node of PostgreSQL's plan, as far as it is looked at. */
export type PlanNode = {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Index Name'?: string
  readonly 'Subplan Name'?: string
  readonly 'Parent Relationship'?: string
  readonly 'Index Cond'?: string
  readonly Filter?: string
  readonly 'Sort Key'?: readonly string[]
  readonly 'Actual Rows': number
  readonly 'Actual Loops': number
  readonly 'Rows Removed by Filter'?: number
  readonly 'Rows Removed by Index Recheck'?: number
  readonly 'Heap Fetches'?: number
  readonly 'Shared Hit Blocks': number
  readonly 'Shared Read Blocks': number
  readonly Plans?: readonly PlanNode[]
}

/** As reads are planned; as slow ones may be, for any parameters too; and for just these parameters. */
const modes = {
  once: plannedOnce,
  generic: { plan_cache_mode: 'force_generic_plan' },
  anew: { plan_cache_mode: 'force_custom_plan' },
}
export type PlanMode = keyof typeof modes

/** How PostgreSQL ran the statement. */
export async function explain(
  client: Client,
  { text, parameters }: RecordedStatement,
  mode: PlanMode,
): Promise<PlanNode> {
  await client.query('reset enable_bitmapscan')
  for (const [name, value] of Object.entries(modes[mode])) await client.query(`set ${name} = ${value}`)
  await client.query(`prepare explained as ${text}`)
  try {
    const values = parameters.map(literal).join(', ')
    const explained = await client.query(
      `explain (analyze, buffers, timing off, format json) execute explained${values && `(${values})`}`,
    )
    return explained.rows[0]['QUERY PLAN'][0].Plan
  } finally {
    await client.query('deallocate explained')
  }

  function literal(value: unknown): string {
    if (value === null || value === undefined) return 'null'
    return client.escapeLiteral(Array.isArray(value) ? `{${value.map(element).join(',')}}` : String(value))
  }
}

function element(value: unknown): string {
  return value === null ? 'null' : `"${String(value).replace(/["\\]/g, '\\$&')}"`
}
