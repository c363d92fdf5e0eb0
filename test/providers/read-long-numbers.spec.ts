import { expect, it } from 'vitest'
import { readJson } from '../../src/providers/read-json.ts'

it.each([
  ['{"id": 1234567890123456789}', { id: '1234567890123456789' }],
  ['[-1234567890123456789, 1]', ['-1234567890123456789', 1]],
  ['{"id": 9007199254740991}', { id: 9007199254740991 }],
  ['{"id": 9007199254740993}', { id: '9007199254740993' }],
  ['{"rate": 1234567890123456789.5}', { rate: Number('1234567890123456789.5') }],
  ['{"text": "a: 1234567890123456789"}', { text: 'a: 1234567890123456789' }],
])('reads %s without losing a digit', (text, value) => {
  expect(readJson(text)).toEqual(value)
})
