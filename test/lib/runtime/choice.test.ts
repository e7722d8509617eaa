/** Which device `auto` takes, and what a failure on a GPU says, with two devices that pretend. */
import { old } from './oldFirstDevice'
import { chooseDevice, deviceName } from '../../../lib/runtime/device'
import { DeviceError, TorchError } from '../../../lib/base/errors'
import { makeError } from '../../../lib/runtime/failure'
import { finishLoading } from '../../../lib/native'

beforeEach(() => {
  const native = finishLoading()
  jest.spyOn(native, 'cudaDeviceCount').mockReturnValue(2)
  jest
    .spyOn(native, 'cudaProperties')
    .mockImplementation(index => ({ name: `GPU ${index}` }) as never)
})

afterEach(() => jest.restoreAllMocks())

describe('a machine whose first GPU cannot be used', () => {
  it('auto takes the second', () => {
    expect(chooseDevice('auto')).toEqual({
      device: 'cuda:1',
      reason: 'auto: GPU 1, CUDA 13.0, driver for 13.1',
    })
  })

  it('a GPU that is asked for is that one', () => {
    expect(chooseDevice('cuda:1')).toEqual({
      device: 'cuda:1',
      reason: 'asked for; GPU 1, CUDA 13.0, driver for 13.1',
    })
    expect(() => chooseDevice('cuda')).toThrow(`found 'cuda', but ${old}`)
  })

  it('a benchmark names the GPU', () => {
    expect(['cpu', 'cuda:1'].map(deviceName)).toEqual(['cpu', 'GPU 1'])
  })
})

describe('a failure on a GPU', () => {
  const assertion =
    "CUDA error: device-side assert triggered\nSearch for `cudaErrorAssert'\n" +
    'CUDA kernel errors might be asynchronously reported at some other API call.'

  it('is one line, which says that the call it shows at may not be its own', () => {
    const error = makeError('TORCH', assertion, null, 'aten::item', ['self: float32[] on cuda:0'])
    expect(error.message).toBe(
      'aten::item: CUDA error: device-side assert triggered (an earlier call may have caused it: ' +
        'CUDA_LAUNCH_BLOCKING=1 shows which) [aten::item given self: float32[] on cuda:0]',
    )
    expect(error).toMatchObject({ code: 'TORCH', operator: 'aten::item', detail: assertion })
    expect(error).toBeInstanceOf(TorchError)
  })

  it('of an architecture without code is a DeviceError with the cause', () => {
    const error = makeError(
      'TORCH',
      'CUDA error: no kernel image is available for execution on the device\nmore',
      null,
      'aten::zeros',
      [],
    )
    expect(error).toBeInstanceOf(DeviceError)
    expect(error.message).toBe(
      `aten::zeros: CUDA error: no kernel image is available for execution on the device: ${old} [aten::zeros]`,
    )
  })
})
