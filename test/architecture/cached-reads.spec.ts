import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const folders = 'src/store/{read,rendered}/**/*.ts'
const sql = /`[^`]*`/g
/** What another moment or another session answers differently to, though nothing was committed. */
const depends =
  /\b(?:now|random|clock_timestamp|statement_timestamp|gen_random_uuid|nextval|currval|current_setting|pg_backend_pid)\s*\(|\b(?:current_(?:date|time|timestamp|user)|localtime(?:stamp)?|for (?:update|share|no key update))\b/i

it('what is read depends on rows and parameters alone, so that it can be answered from memory', () => {
  const files = globSync(folders)
  const statements = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(sql)].map(([text]) => ({ file, text })),
  )

  expect(files.length).toBeGreaterThan(20)
  expect(statements.filter(({ text }) => depends.test(text))).toEqual([])
})
