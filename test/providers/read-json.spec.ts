import fc from 'fast-check'
import { expect, it } from 'vitest'
import { storableText } from '../../src/domain/storable-text.ts'
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

it.each([
  [String.raw`{"id": "a\u0000b"}`, { id: 'ab' }],
  [String.raw`["half \ud83d", "\uDE00"]`, ['half \ufffd', '\ufffd']],
  [String.raw`["\ude00\ud83d"]`, ['\ufffd\ufffd']],
  [String.raw`["\ud83d\ud83d\ude00"]`, ['\ufffd😀']],
  [String.raw`["\ud83d\ude00\ude00"]`, ['😀\ufffd']],
  [String.raw`{"name": "\uD83D\uDE00 😀"}`, { name: '😀 😀' }],
  [String.raw`["\\ud83d\ude00"]`, [`${String.raw`\ud83d`}\ufffd`]],
  [String.raw`["\\u0000"]`, [String.raw`\u0000`]],
])('reads %s as it can be stored', (text, value) => {
  expect(readJson(text)).toEqual(value)
})

it('reads any JSON of texts as what can be stored of each', () => {
  const unit = fc.constantFrom(
    'a',
    '\\',
    '"',
    '\0',
    '\ud83d',
    '\ude00',
    '😀',
    String.raw`\ud83d`,
    String.raw`\ude00`,
    'u0000',
  )
  fc.assert(
    fc.property(fc.array(fc.array(unit).map((units) => units.join(''))), (texts) => {
      expect(readJson(JSON.stringify(texts))).toEqual(texts.map(storableText))
    }),
  )
})
