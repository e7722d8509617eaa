// GNU OpenMP's threads wait for each other by spinning for milliseconds. Nothing is faster on a
// quiet machine; beside other programs a step takes twice as long and more, because who spins keeps
// the core from who works. docs/performance.md has what each length of the spin costs and saves.
//
// The runtime reads the length once, but it spins for a moment only while it manages more threads
// than there are cores. So a watcher measures how long threads of this process wait for a core, and
// while that is long it holds a team of idle threads.
#include "contention.h"

#ifdef __linux__
#include <omp.h>

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <system_error>
#include <thread>

namespace isbe {
namespace {

using namespace std::chrono_literals;

/** So many threads that OpenMP has more than cores; their thread's end gives them back. */
class IdleTeam {
 public:
  IdleTeam()
      : owner_([this] {
#pragma omp parallel num_threads(omp_get_num_procs() + 1)
          {
#pragma omp barrier  // an empty region would make no threads
          } std::unique_lock lock(mutex_);
          left_.wait(lock, [this] { return is_over_; });
        }) {
  }

  ~IdleTeam() {
    {
      const std::lock_guard lock(mutex_);
      is_over_ = true;
    }
    left_.notify_one();
    owner_.join();
  }

  IdleTeam(const IdleTeam&) = delete;
  IdleTeam& operator=(const IdleTeam&) = delete;

 private:
  std::mutex mutex_;
  std::condition_variable left_;
  bool is_over_ = false;
  std::thread owner_;
};

/** How long threads of this process were ready to run while others did. */
class Delays {
 public:
  /** Of all threads since the last call; those that began since then are left out. */
  std::chrono::nanoseconds since_last() {
    std::map<std::string, int64_t> now;
    int64_t sum = 0;
    std::error_code error;
    for (const auto& task : std::filesystem::directory_iterator("/proc/self/task", error)) {
      int64_t running = 0, delayed = 0;
      if (!(std::ifstream(task.path() / "schedstat") >> running >> delayed)) continue;
      const auto id = task.path().filename().string();
      now[id] = delayed;
      if (const auto before = last_.find(id); before != last_.end())
        sum += delayed - before->second;
    }
    last_ = std::move(now);
    return std::chrono::nanoseconds(sum);
  }

 private:
  std::map<std::string, int64_t> last_;
};

class Watcher {
 public:
  Watcher() : thread_([this] { watch(); }) {}

  ~Watcher() {
    {
      const std::lock_guard lock(mutex_);
      is_over_ = true;
    }
    ended_.notify_one();
    thread_.join();
  }

  Watcher(const Watcher&) = delete;
  Watcher& operator=(const Watcher&) = delete;

 private:
  static constexpr auto kInterval = 250ms;
  // Of a core, over an interval. A quiet machine stays below a hundredth.
  static constexpr double kBusy = 0.1;
  static constexpr double kQuiet = 0.03;

  void watch() {
    Delays delays;
    std::optional<IdleTeam> team;
    std::unique_lock lock(mutex_);
    delays.since_last();
    while (!ended_.wait_for(lock, kInterval, [this] { return is_over_; })) {
      const double share = std::chrono::duration<double>(delays.since_last()) / kInterval;
      if (!team && share > kBusy) assemble(team);
      if (team && share < kQuiet) team.reset();
    }
  }

  static void assemble(std::optional<IdleTeam>& team) {
    try {
      team.emplace();
    } catch (const std::system_error&) {
      // No thread is to be had: the spins stay long.
    }
  }

  std::mutex mutex_;
  std::condition_variable ended_;
  bool is_over_ = false;
  std::thread thread_;
};

}  // namespace

void watch_contention() {
  // Whoever says how threads wait is asked for nothing.
  static const bool is_told = std::getenv("GOMP_SPINCOUNT") || std::getenv("OMP_WAIT_POLICY");
  if (is_told) return;
  static const auto watcher = []() -> std::unique_ptr<Watcher> {
    try {
      return std::make_unique<Watcher>();
    } catch (const std::system_error&) {
      return nullptr;
    }
  }();
}

}  // namespace isbe

#else

namespace isbe {

void watch_contention() {}

}  // namespace isbe

#endif
