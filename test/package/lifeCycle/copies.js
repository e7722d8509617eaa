// Two copies of the package in one process: each works, neither takes the other's tensors for its own.
const [, , ...roots] = process.argv
const [first, second] = roots.map(root => require(root))

function train({ default: torch, isbe, nn, optim }) {
  torch.manualSeed(0)
  const model = new nn.Linear(4, 2)
  const optimizer = new optim.SGD(model.parameters(), { lr: 0.5 })
  const input = torch.randn([6, 4])
  const target = torch.arange(6).remainder(2)
  for (let i = 0; i < 5; ++i) {
    const loss = new isbe.IsbeLoss().forward(model.forward(input), target)
    optimizer.zeroGrad()
    loss.backward()
    optimizer.step()
  }
  return model.weight.tolist()
}

function mixed() {
  try {
    first.add(first.ones([1]), second.ones([1]))
    return 'taken'
  } catch (error) {
    return `${error.name}: ${error.message}`
  }
}

const weights = [train(first), train(second)]
process.stdout.write(
  JSON.stringify({ weights, same: first.Tensor === second.Tensor, mixed: mixed() }),
)
