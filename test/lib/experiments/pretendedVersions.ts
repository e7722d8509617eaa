/** Versions that stay as they are: to be imported first. */
jest.mock('../../../lib/runtime/versions', () => ({
  versions: () => ({ isbeTorch: '1.2.3', libtorch: '4.5.6', node: '78', cpuCapability: 'ABC' }),
}))
