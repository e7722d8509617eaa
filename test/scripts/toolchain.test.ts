import { diagnose } from '../../scripts/setup/diagnose'
import { checkToolchain, findGenerator } from '../../scripts/setup/toolchain'
import { makeTools, removeFolders } from './fixtures'

afterEach(removeFolders)

const cmake = 'echo cmake version 3.25.1'

test('finds all tools', async () => {
  const PATH = makeTools({ cmake, 'c++': 'exit 0', make: '' })
  expect(await checkToolchain({ PATH })).toEqual({
    cmake: `${PATH}/cmake`,
    compiler: `${PATH}/c++`,
    generator: 'Unix Makefiles',
  })
})

test("the machine's own compiler passes the probe for C++20", async () => {
  const { compiler } = await checkToolchain(process.env)
  expect(compiler).toMatch(/^\//)
})

test('ninja before make', () => {
  expect(findGenerator({ PATH: makeTools({ make: '', ninja: '' }) })).toBe('Ninja')
})

test.each<[string, Record<string, string>, RegExp]>([
  ['no cmake', { 'c++': '', make: '' }, /^cmake is not on PATH: expected CMake 3.18 or newer/],
  [
    'an old cmake',
    { cmake: 'echo cmake version 3.10.2', 'c++': '', make: '' },
    /cmake is CMake 3.10.2: expected CMake 3.18 or newer/,
  ],
  ['a cmake that fails', { cmake: 'exit 1', 'c++': '', make: '' }, /of an unknown version/],
  ['no compiler', { cmake, make: '' }, /^no C\+\+ compiler on PATH: expected one of c\+\+, g\+\+/],
  [
    'an old compiler',
    { cmake, make: '', 'g++': 'test "$1" = --version || exit 1; echo GCC 7.5' },
    /g\+\+ \(GCC 7.5\) cannot compile C\+\+20\. Install GCC 11/,
  ],
  ['neither ninja nor make', { cmake, 'g++': '' }, /^neither ninja nor make is on PATH/],
])('%s', async (_name, tools, message) => {
  await expect(checkToolchain({ PATH: makeTools(tools) })).rejects.toThrow(message)
})

test('CXX that is no program', async () => {
  const env = { PATH: makeTools({ cmake, make: '' }), CXX: 'ccache g++' }
  await expect(checkToolchain(env)).rejects.toThrow(/^CXX='ccache g\+\+' is no program on PATH/)
})

test.each([
  [
    'native/ops/a.cpp:3:10: fatal error: torch/library.h: No such file or directory',
    /libtorch 2.13.0 in \/lt lacks the header torch\/library.h/,
  ],
  ["native/a.cpp:1:10: fatal error: 'ATen/ATen.h' file not found", /lacks the header ATen\//],
  ['native/a.cpp:1:10: fatal error: napi.h: No such file', /napi.h of Node-API is missing/],
  ["g++: error: unrecognized command line option '-std=c++20'", /compiler is too old/],
  ['#error You need C++20; requires at least C++20', /compiler is too old/],
  ['CMake Error: No CMAKE_CXX_COMPILER could be found.', /no working C\+\+ compiler/],
  ['CMake Error: CMake 3.30 or higher is required.', /CMake is too old: expected 3.30 or newer/],
  ['libtorch 2.9 found in /lt: expected 2.11 to 2.14.', /2.13.0 in \/lt does not fit/],
  ['c++: fatal error: Killed signal terminated program cc1plus', /out of memory/],
  ['fatal error: error writing to a.s: No space left on device', /disk is full/],
  ["/r/native/a.cpp:7:3: error: 'x' was wrong", /^native\/a.cpp:7 does not compile: 'x' was/],
  ["ld: a.o: undefined reference to `at::add'", /linking with libtorch 2.13.0 in \/lt failed/],
  ['something else', /^the native build failed$/],
])('cause of: %s', (output, problem) => {
  expect(diagnose(output, { root: '/lt', version: '2.13.0' })[0]).toMatch(problem)
})
