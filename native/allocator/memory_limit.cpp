#include "memory_limit.h"

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <fstream>
#include <limits>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace isbe {
namespace {

constexpr int64_t kNone = std::numeric_limits<int64_t>::max();

/// How a version of control groups names its files.
struct Version {
  const char* root;
  const char* limit;
  const char* usage;
  const char* reclaimable;  ///< a line of memory.stat: file pages that the kernel drops first
};
constexpr Version kVersion1{"/sys/fs/cgroup/memory", "memory.limit_in_bytes",
                            "memory.usage_in_bytes", "total_inactive_file"};
constexpr Version kVersion2{"/sys/fs/cgroup", "memory.max", "memory.current", "inactive_file"};

struct Group {
  const Version* version;
  std::string folder;
};

/// The number in a file; `otherwise` for "max" and where there is no such file.
int64_t number_in(const std::string& path, int64_t otherwise) {
  int64_t number = otherwise;
  std::ifstream file(path);
  return file >> number ? number : otherwise;
}

/// The number after a word at the beginning of a line.
int64_t number_after(const std::string& path, std::string_view word) {
  std::ifstream file(path);
  std::string name;
  int64_t number = 0;
  while (file >> name) {
    if (name == word) return file >> number ? number : 0;
    file.ignore(std::numeric_limits<std::streamsize>::max(), '\n');
  }
  return 0;
}

void add_with_ancestors(const Version& version, std::string path, std::vector<Group>& groups) {
  while (true) {
    groups.push_back({&version, version.root + path});
    const size_t slash = path.rfind('/');
    if (slash == std::string::npos) return;
    path.resize(slash);
  }
}

/// A group whose path isn't mounted here is that of the host; the root is then the container's.
std::vector<Group> groups_of_process() {
  std::vector<Group> groups;
  std::ifstream file("/proc/self/cgroup");
  for (std::string line; std::getline(file, line);) {
    std::istringstream fields(line);
    std::string number, controllers, path;
    std::getline(std::getline(std::getline(fields, number, ':'), controllers, ':'), path);
    if (path == "/") path.clear();
    if (number == "0") add_with_ancestors(kVersion2, path, groups);
    if (controllers == "memory") add_with_ancestors(kVersion1, path, groups);
  }
  return groups;
}

void narrow(MemoryLimit& memory, const Group& group) {
  const Version& version = *group.version;
  const std::string folder = group.folder + "/";
  const int64_t limit = number_in(folder + version.limit, kNone);
  if (limit >= memory.limit) return;
  const int64_t used = number_in(folder + version.usage, 0) -
                       number_after(folder + "memory.stat", version.reclaimable);
  memory.limit = limit;
  memory.available = std::min(memory.available, std::max<int64_t>(0, limit - used));
}

int64_t kibibytes(const char* line) { return number_after("/proc/meminfo", line) * 1024; }

/// ISBE_MEMORY_LIMIT: bytes that tensors and caches may take, where the user says so.
int64_t own_limit() {
  static const int64_t limit = [] {
    const char* text = std::getenv("ISBE_MEMORY_LIMIT");
    const int64_t number = text == nullptr ? 0 : std::atoll(text);
    return number > 0 ? number : kNone;
  }();
  return limit;
}

/// For everything that is not a tensor.
int64_t reserve_of(const MemoryLimit& memory) {
  return std::clamp<int64_t>(memory.limit / 32, int64_t{16} << 20, int64_t{256} << 20);
}

}  // namespace

MemoryLimit read_memory_limit() {
  static const std::vector<Group> groups = groups_of_process();
  const int64_t total = kibibytes("MemTotal:");
  if (total == 0) return {kNone, kNone};
  MemoryLimit memory{total, kibibytes("MemAvailable:") + kibibytes("SwapFree:")};
  for (const Group& group : groups) narrow(memory, group);
  return memory;
}

bool admits(int64_t bytes, int64_t taken) {
  // What may be given out before the next look; memory that was given out but not written to yet
  // doesn't show in the system's figures, so never all that was available.
  static std::atomic<int64_t> allowance{0};
  if (bytes > own_limit() - taken) return false;
  if (allowance.fetch_sub(bytes) >= bytes) return true;
  const MemoryLimit memory = read_memory_limit();
  if (memory.limit == kNone) return true;
  const int64_t left = memory.available - reserve_of(memory) - bytes;
  if (left < 0 || bytes > memory.limit - taken) return false;
  allowance = left / 4;
  return true;
}

}  // namespace isbe
