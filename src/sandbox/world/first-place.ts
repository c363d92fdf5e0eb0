/**
 * The first of `length` places that a condition holds for, found by halving; `length` when it holds for none. Once it
 * holds it must hold for all later places.
 */
export function firstPlace(length: number, holds: (place: number) => boolean): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}
