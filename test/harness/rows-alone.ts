import type { Sql } from '../../src/store/sql.ts'

const functions = [
  ['now', 'timeofday', String.raw`\w+_timestamp`, 'age'],
  ['random', 'gen_random_uuid', 'nextval', 'currval', 'lastval', 'setval'],
  ['current_setting', 'set_config', 'version', String.raw`inet_\w+`, String.raw`txid_\w+`, String.raw`pg_\w+`],
].flat()
const words = [
  ['current_(?:date|time|timestamp)', 'localtime', 'localtimestamp'],
  ['current_(?:user|role|schema|catalog)', 'session_user'],
  ['for (?:key )?share', 'for (?:no key )?update'],
].flat()
const times = ['now', 'today', 'tomorrow', 'yesterday']

/** What another moment or another session is answered differently by, though nobody has committed anything. */
const otherThanRows = new RegExp(
  String.raw`\b(?:${functions.join('|')})\s*\(|\b(?:${words.join('|')})\b|'(?:${times.join('|')})'`,
  'i',
)

/** The same reads; throws for one that depends on more than rows and parameters, which no cache could answer. */
export function rowsAlone(read: Sql): Sql {
  return (statement, parameters) => {
    const [other] = otherThanRows.exec(statement.text.replace(/\s+/g, ' ')) ?? []
    if (other) throw new Error(`${statement.name} reads more than rows: ${other}`)
    return read(statement, parameters)
  }
}
