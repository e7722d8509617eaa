/** To be imported before anything of lib/: a machine whose first GPU libtorch has no code for. */
export const old = 'libtorch has no code for device 0, an old one'

jest.mock('../../../lib/runtime/availability', () => ({
  unavailable: (index?: number) => (index === 0 ? old : null),
  advice: () => '',
  describeVersions: () => 'CUDA 13.0, driver for 13.1',
}))
