/** To be imported before anything of lib/: a machine with a GPU that can be used. */
jest.mock('../../../lib/runtime/availability', () => ({
  unavailable: () => null,
  advice: () => '',
  describeVersions: () => 'pretended',
}))
