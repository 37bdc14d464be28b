#include "store/executor.hpp"

#include <unistd.h>

#include <list>
#include <utility>

namespace profilestore::store {

struct Executor::Shared {
  // With all that its run needs: the thread, and the end, get by without memory.
  struct Waiting {
    Job job;
    std::stop_source source = {};
  };

  std::mutex mutex;
  std::condition_variable called;
  std::list<Waiting> waiting;
  std::stop_source ending;
  bool ended = false;
  std::thread thread;

  // The job and what it holds are gone before the next is waited for.
  static void run(const std::list<Waiting>& one, const std::stop_token& ending) {
    const Job& job = one.front().job;
    std::stop_source source = one.front().source;
    const auto stop = [&source] { source.request_stop(); };
    const std::stop_callback by_caller(job.stop, stop), by_end(ending, stop);
    if (source.stop_requested())
      job.refuse();
    else
      job.run(source.get_token());
  }

  static void work(const std::shared_ptr<Shared>& self) {
    for (;;) {
      std::list<Waiting> one;
      {
        std::unique_lock lock(self->mutex);
        self->called.wait(lock, [&] { return self->ended || !self->waiting.empty(); });
        if (self->ended) return;
        one.splice(one.begin(), self->waiting, self->waiting.begin());
      }
      run(one, self->ending.get_token());
    }
  }
};

Executor::Executor() : owner_(::getpid()), shared_(std::make_shared<Shared>()) {}

Executor::~Executor() {
  end();
  // A child after fork has neither the thread nor, maybe, the mutex: it leaves both as they are.
  if (owner_ != ::getpid()) (void)new std::shared_ptr<Shared>(std::move(shared_));
}

void Executor::add(Job job) {
  {
    const std::lock_guard lock(shared_->mutex);
    if (!shared_->ended) {
      if (!shared_->thread.joinable())
        shared_->thread = std::thread([shared = shared_] { Shared::work(shared); });
      shared_->waiting.push_back({std::move(job)});
      shared_->called.notify_one();
      return;
    }
  }
  job.refuse();
}

void Executor::end() {
  if (owner_ != ::getpid()) return;
  std::list<Shared::Waiting> refused;
  std::thread thread;
  {
    const std::lock_guard lock(shared_->mutex);
    shared_->ended = true;
    refused.swap(shared_->waiting);
    thread = std::move(shared_->thread);
    shared_->called.notify_all();
  }
  shared_->ending.request_stop();
  for (const Shared::Waiting& one : refused) one.job.refuse();
  if (!thread.joinable()) return;
  if (thread.get_id() == std::this_thread::get_id())
    thread.detach();
  else
    thread.join();
}

}  // namespace profilestore::store
