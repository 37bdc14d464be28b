// Store::async: calls that nobody waits for on the thread that asks.
#pragma once

#include <exception>
#include <future>
#include <memory>
#include <profilestore/store.hpp>
#include <stop_token>
#include <type_traits>
#include <utility>

namespace profilestore {

template <class Work>
auto Store::async(Work work, std::stop_token stop) const {
  using Result = std::invoke_result_t<Work&, Store&, std::stop_token>;
  struct Job {
    Work work;
    std::promise<Result> promise = {};
  };
  auto job = std::make_shared<Job>(Job{std::move(work)});
  std::future<Result> future = job->promise.get_future();
  const auto run = [job](Store& store, std::stop_token token) {
    try {
      if constexpr (std::is_void_v<Result>) {
        job->work(store, std::move(token));
        job->promise.set_value();
      } else {
        job->promise.set_value(job->work(store, std::move(token)));
      }
    } catch (...) {
      job->promise.set_exception(std::current_exception());
    }
  };
  enqueue(
      run, [job](std::exception_ptr why) { job->promise.set_exception(std::move(why)); },
      std::move(stop));
  return future;
}

}  // namespace profilestore
