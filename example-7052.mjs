import torch, { nn, optim, data, metrics, isbe } from 'isbe-torch'

const device = torch.cuda.isAvailable() ? 'cuda' : 'cpu'
const model = new nn.Sequential(
  new nn.Conv2d(1, 32, 3, { stride: 2 }), new nn.ReLU(),
  new nn.Conv2d(32, 64, 3, { stride: 2 }), new nn.ReLU(),
  new nn.Dropout(0.2), new nn.Flatten(),
  new nn.Linear(2304, 512), new nn.ReLU(), new nn.Linear(512, 10),
).to(device)
const optimizer = new optim.Adam(model.parameters(), { lr: 1e-3 })
const lossFn = new isbe.IsbeLoss({ normalization: 'sigmoid' })   // or new nn.CrossEntropyLoss()
const loader = new data.DataLoader(data.mnist('train'), { batchSize: 128, shuffle: true, device })

for await (const { input, target } of loader) torch.tidy(() => {
  const loss = lossFn.forward(model.forward(input), target)
  optimizer.zeroGrad(); loss.backward(); optimizer.step()
})

for await (const { input, target } of loader) torch.tidy(() => {
  const logits = model.forward(input)
  const { error } = isbe.softError(logits, target, { normalization: 'softmax', reduction: 'sum' })
  optimizer.zeroGrad(); logits.backward(error); optimizer.step()
})

const accuracy = new metrics.Accuracy()
model.eval()
for (const { input, target } of new data.DataLoader(data.mnist('test'), { batchSize: 1000, device })) {
  torch.noGrad(() => torch.tidy(() => accuracy.update(model.forward(input), target)))
}
console.log(`test accuracy ${(100 * accuracy.compute()).toFixed(2)} %`)
