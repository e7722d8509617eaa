{
  # Compiles nothing itself: runs the package's own build, so that CMakeLists.txt stays the only source list.
  'targets': [{
    'target_name': 'isbe_torch',
    'type': 'none',
    'actions': [{
      'action_name': 'build',
      'inputs': ['CMakeLists.txt'],
      'outputs': ['build/native.json'],
      'action': ['node', 'scripts/build.js', '--native'],
    }],
  }],
}
