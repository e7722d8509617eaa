import torch from '../../../../lib'

test('coordinates in shapes of more positions than a number counts', () => {
  torch.tidy(() => {
    const flat = torch.tensor([2n ** 62n + 3n])
    const [row, column] = torch.unravelIndex(flat, [2, 2n ** 62n])
    expect([row!.toArray(), column!.toArray()]).toEqual([[1], [3]])
    expect(torch.unravelIndex(flat, 2n ** 63n - 1n)[0]!.item()).toBe(2n ** 62n + 3n)
    expect(() => torch.unravelIndex(flat, [2, -1n])).toThrow(/expected sizes of 0 or more/)
    expect(() => torch.unravelIndex(flat, '2' as never)).toThrow(/expected sizes of 0 or more/)
  })
})
