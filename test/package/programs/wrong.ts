/** Programs that must not compile. */
import torch, { data, nn, optim, type DType } from 'isbe-torch'

const x = torch.ones([2])

// @ts-expect-error -- no such dtype
export const dtype: DType = 'float31'
// @ts-expect-error -- no such operator
torch.addd(x, x)
// @ts-expect-error -- a string is no operand
torch.add(x, 'one')
// @ts-expect-error -- no such option
torch.add(x, x, { alhpa: 2 })
// @ts-expect-error -- no such method
x.reluu()
// @ts-expect-error -- an option by position
new nn.MaxPool2d(3, 2)
// @ts-expect-error -- a batch size by position
new data.DataLoader(new data.TensorDataset(x, x), 32)
// @ts-expect-error -- a learning rate by position
new optim.SGD([], 0.1)
// @ts-expect-error -- no such layer
new nn.Lineal(1, 2)
// @ts-expect-error -- the output size is missing
new nn.Linear(1)
// @ts-expect-error -- neither dtype nor device
x.to('float31')
// @ts-expect-error -- no such device
torch.ones([2], { device: 'gpu' })
// @ts-expect-error -- no such device
x.to({ device: 'cuda:first' })
// @ts-expect-error -- neither dtype nor device
new nn.Linear(1, 1).to('int64x')
// @ts-expect-error -- trunc or floor
x.div(2, { roundingMode: 'up' })
// @ts-expect-error -- add or multiply
x.scatter_(0, x, 1, { reduce: 'sub' })
// @ts-expect-error -- no such mode
nn.functional.pad(x, [1, 1], { mode: 'foo' })
// @ts-expect-error -- none or tanh
nn.functional.gelu(x, { approximate: 'tan' })
// @ts-expect-error -- same or valid
nn.functional.conv2d(x, x, { padding: 'sam' })
// @ts-expect-error -- ortho
torch.fft.fft(x, { norm: 'ort' })
// @ts-expect-error -- fro or nuc
torch.linalg.norm(x, 'frob')
// @ts-expect-error -- a tensor is no number
export const number: number = x
