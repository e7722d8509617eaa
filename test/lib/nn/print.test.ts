/** What modules print as, in PyTorch's words; those with goldens are compared in modules.test.ts. */
import torch, { nn } from '../../../lib'

const parameter = (...shape: number[]): nn.Parameter => new nn.Parameter(torch.ones(shape))

const printed: [nn.AnyModule, string][] = [
  [new nn.Sequential(), 'Sequential()'],
  [new nn.ModuleList(), 'ModuleList()'],
  [
    new nn.ModuleList([new nn.ReLU(), new nn.ReLU(), new nn.Tanh()]),
    'ModuleList(\n  (0-1): 2 x ReLU()\n  (2): Tanh()\n)',
  ],
  [new nn.ModuleDict({ a: new nn.ReLU() }), 'ModuleDict(\n  (a): ReLU()\n)'],
  [
    new nn.ParameterList([parameter(2, 3)]),
    'ParameterList(  (0): Parameter containing: [torch.float32 of size 2x3])',
  ],
  [
    new nn.ParameterDict({ a: parameter(2, 3), b: parameter() }),
    'ParameterDict(\n' +
      '    (a): Parameter containing: [torch.FloatTensor of size 2x3]\n' +
      '    (b): Parameter containing: [torch.FloatTensor of size ]\n)',
  ],
  [
    new nn.LazyBatchNorm1d(),
    'LazyBatchNorm1d(0, eps=1e-05, momentum=0.1, affine=True, bias=True, track_running_stats=True)',
  ],
  [new nn.LazyConv2d(2, 3), 'LazyConv2d(0, 2, kernel_size=(3, 3), stride=(1, 1))'],
  [new nn.LazyConvTranspose1d(2, 3), 'LazyConvTranspose1d(0, 2, kernel_size=(3,), stride=(1,))'],
  [new nn.LazyLinear(3), 'LazyLinear(in_features=0, out_features=3, bias=True)'],
  [
    new nn.LazyInstanceNorm1d(),
    'LazyInstanceNorm1d(0, eps=1e-05, momentum=0.1, affine=True, bias=True, ' +
      'track_running_stats=True)',
  ],
  [new nn.ZeroPad2d(1), 'ZeroPad2d((1, 1, 1, 1))'],
  [new nn.ConstantPad1d([1, 2], 3.5), 'ConstantPad1d(padding=(1, 2), value=3.5)'],
  [new nn.ReflectionPad1d(2), 'ReflectionPad1d((2, 2))'],
  [new nn.Softmin(), 'Softmin(dim=None)'],
  [new nn.Softmax2d(), 'Softmax2d()'],
  [new nn.ReLU({ inplace: true }), 'ReLU(inplace=True)'],
  [new nn.ReLU6(), 'ReLU6()'],
  [new nn.GELU(), "GELU(approximate='none')"],
  [new nn.Dropout(), 'Dropout(p=0.5, inplace=False)'],
  [
    new nn.MaxPool2d([2, 3]),
    'MaxPool2d(kernel_size=(2, 3), stride=(2, 3), padding=0, dilation=1, ceil_mode=False)',
  ],
  [new nn.AdaptiveAvgPool2d([null, 3]), 'AdaptiveAvgPool2d(output_size=(None, 3))'],
  [
    new nn.LinearCrossEntropyLoss(2, 3, { options: new nn.LinearCrossEntropyOptions() }),
    'LinearCrossEntropyLoss(\n' +
      '  in_features=2, num_classes=3, out_features=(), bias=False, reduction=mean, ' +
      'ignore_index=None, label_smoothing=0.0, options=LinearCrossEntropyOptions(' +
      "allow_retain_graph=False, batch_chunk_size=None, chunking_method='auto', " +
      "acc_policy='auto', acc_dtype=None)\n" +
      '  (linear): Linear(in_features=2, out_features=3, bias=False)\n)',
  ],
]

test.each(printed.map(([module, text]) => [text.split('\n')[0]!, module, text] as const))(
  '%s',
  (_, module, text) => expect(module.toString()).toBe(text),
)
