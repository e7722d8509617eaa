'use strict'
// Instances whose methods and setters are called; each is made anew for each of them.

/**
 * @param {any} torch
 * @returns {[string, () => any][]}
 */
function makeInstances({ Generator, Trainer, backends, profile, ...torch }) {
  const { amp, data, metrics, nn, optim } = torch
  const linear = () => new nn.Linear(2, 2)
  const weight = linear().weight
  const adam = () => new optim.Adam([weight])
  const dataset = () =>
    torch.tidy(
      () => new data.TensorDataset(torch.ones([4, 2]), torch.zeros([4], { dtype: 'int64' })),
    )
  const samples = dataset()
  const trained = { model: linear(), optimizer: adam(), loss: new nn.CrossEntropyLoss() }
  return [
    ['tensor', () => torch.ones([2, 2])],
    ['linear', linear],
    ['sequential', () => new nn.Sequential(linear(), new nn.ReLU())],
    ['conv2d', () => new nn.Conv2d(1, 1, 1)],
    ['batchNorm', () => new nn.BatchNorm1d(2)],
    ['convTranspose1d', () => new nn.ConvTranspose1d(1, 1, 1)],
    ['instanceNorm', () => new nn.InstanceNorm1d(2)],
    ['crossMapLRN2d', () => new nn.CrossMapLRN2d(2)],
    ['fractionalMaxPool2d', () => new nn.FractionalMaxPool2d(2, { outputSize: 1 })],
    ['maxUnpool1d', () => new nn.MaxUnpool1d(2)],
    ['lazyLinear', () => new nn.LazyLinear(2)],
    ['lazyConv2d', () => new nn.LazyConv2d(1, 1)],
    ['softmax', () => new nn.Softmax(1)],
    ['upsample', () => new nn.Upsample({ size: 2 })],
    ['crossEntropyLoss', () => new nn.CrossEntropyLoss()],
    ['lstm', () => new nn.LSTM(2, 2)],
    ['multiheadAttention', () => new nn.MultiheadAttention(2, 1)],
    ['embeddingBag', () => new nn.EmbeddingBag(2, 2)],
    ['l1Unstructured', () => new nn.utils.prune.L1Unstructured(1)],
    ['lnStructured', () => new nn.utils.prune.LnStructured(1, 2)],
    ['adam', adam],
    ['sgd', () => new optim.SGD([weight], { lr: 0.1 })],
    ['exponentialLR', () => new optim.ExponentialLR(adam(), 0.9)],
    ['dataset', dataset],
    ['loader', () => new data.DataLoader(samples)],
    ['accuracy', () => new metrics.Accuracy()],
    ['mean', () => new metrics.Mean()],
    ['auroc', () => new metrics.AUROC({ task: 'binary' })],
    ['collection', () => new metrics.MetricCollection({ mean: new metrics.MeanSquaredError() })],
    ['lbfgs', () => new optim.LBFGS([weight])],
    ['reduceLROnPlateau', () => new optim.lrScheduler.ReduceLROnPlateau(adam())],
    ['generator', () => new Generator(1)],
    ['trainer', () => new Trainer(trained)],
    ['gradScaler', () => new amp.GradScaler({ device: 'cpu' })],
    ['profile', () => profile(() => undefined)],
    ['backends.cudnn', () => backends.cudnn],
  ]
}

module.exports = { makeInstances }
