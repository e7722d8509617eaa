import torch, { isbe, nn, optim, type Tensor } from '../../../lib'

const steps = 2000

/** Steps without yielding to the event loop; returns live tensors and resident bytes on the way. */
function train(step: () => void): { tensors: number[]; resident: number[] } {
  const tensors: number[] = []
  const resident: number[] = []
  for (let i = 0; i < steps; ++i) {
    torch.tidy(step)
    if (i % 100 === 99) {
      tensors.push(torch.memory().tensors)
      resident.push(process.memoryUsage.rss())
    }
  }
  return { tensors, resident }
}

const losses: Record<string, (logits: Tensor, target: Tensor) => void> = {
  'cross-entropy': (logits, target) => new nn.CrossEntropyLoss().forward(logits, target).backward(),
  IsbeLoss: (logits, target) => new isbe.IsbeLoss().forward(logits, target).backward(),
  'ISBE the direct way': (logits, target) => logits.backward(isbe.softError(logits, target).error),
}

test.each(Object.keys(losses))(`${steps} steps with %s leak nothing`, name => {
  const model = new nn.Sequential(
    new nn.Conv2d(1, 4, 3),
    new nn.BatchNorm2d(4),
    new nn.ReLU(),
    new nn.Dropout(0.2),
    new nn.Flatten(),
    new nn.Linear(4 * 36, 10),
  )
  const optimizer = new optim.Adam(model.parameters())
  const input = torch.randn([16, 1, 8, 8])
  const target = torch.randint(10, [16])
  const { tensors, resident } = train(() => {
    const logits = model.forward(input)
    optimizer.zeroGrad()
    losses[name]!(logits, target)
    optimizer.step()
  })
  expect(new Set(tensors).size).toBe(1)
  // The first samples include the growth of heaps and pools; after them it is flat.
  const growth = resident.at(-1)! - resident[4]!
  expect(growth).toBeLessThan(16 << 20)
})
