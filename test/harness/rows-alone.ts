import type { Sql } from '../../src/store/sql.ts'

/** What another moment or another session is answered differently by, though nobody has committed anything. */
const functions =
  /\b(?:now|random|\w+_timestamp|timeofday|age|gen_random_uuid|nextval|currval|lastval|setval|current_setting|set_config|txid_\w+|pg_(?!catalog)\w+|inet_\w+|version)\s*\(/i
const words =
  /\b(?:current_(?:date|time|timestamp|user|role|schema|catalog)|session_user|localtime|localtimestamp|for\s+(?:key\s+)?share|for\s+(?:no\s+key\s+)?update)\b|'(?:now|today|tomorrow|yesterday)'/i

/** The same reads; throws for one that depends on more than rows and parameters, which no cache could answer. */
export function rowsAlone(read: Sql): Sql {
  return (statement, parameters) => {
    const [other] = functions.exec(statement.text) ?? words.exec(statement.text) ?? []
    if (other) throw new Error(`${statement.name} reads more than rows: ${other}`)
    return read(statement, parameters)
  }
}
