import { describe, expect, it } from 'vitest'
import { firstDifference } from '../../bench/suite/first-difference.ts'
import { globalId, plain } from '../../bench/suite/plain.ts'

describe('answers of different servers', () => {
  it('are alike however each writes ids, moments and lists', () => {
    const ours = { chats: { nodes: [{ id: globalId('Chat', 7), lastActivityAt: '2026-11-01T00:00:00.000Z' }] } }
    const floors = { chats: [{ id: 7, lastActivityAt: '2026-11-01T01:00:00+01:00' }] }

    expect(plain(ours)).toEqual(plain(floors))
    expect(firstDifference(plain(floors), plain(ours))).toBeNull()
  })

  it.each([
    [{ list: [{ name: 'Ada' }] }, { list: [{ name: 'Grace' }] }, 'answer.list[0].name is "Grace", and should be "Ada"'],
    [{ list: [1, 2] }, { list: [1] }, 'answer.list has 1 items, and should have 2'],
    [{ headline: null }, {}, 'answer.headline is missing, and should be null'],
    [{}, { headline: null }, 'answer.headline is null, and should be missing'],
    [{ id: '1' }, { id: 1 }, 'answer.id is 1, and should be "1"'],
    [[], {}, 'answer is {}, and should be []'],
  ])('differ where one says something else: %j, %j', (expected, given, difference) => {
    expect(firstDifference(expected, given)).toBe(difference)
  })
})
