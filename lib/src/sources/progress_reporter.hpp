// Tells how far long work on documents is, and ends it if it is to stop.
#pragma once

#include <profilestore/progress.hpp>
#include <vector>

#include "document/time_limit.hpp"
#include "sources/source.hpp"

namespace profilestore::sources {

class ProgressReporter {
 public:
  /// REQUIRES: `tell`, which may be empty, stays.
  ProgressReporter(std::string_view step, const OnProgress& tell) : step_(step), tell_(tell) {}

  /// The documents are those of sources.
  ProgressReporter(std::string_view step, const std::vector<Source>& sources,
                   const OnProgress& tell)
      : ProgressReporter(step, tell) {
    for (const Source& source : sources) before_.push_back(before_.back() + source.bytes().size());
  }

  /// A document more.
  void count() {
    if (++documents_ % every != 0) return;
    document::TimeLimit::look_at_clock();
    if (tell_) tell_({.step = step_, .documents = documents_});
  }

  /// A document more, at `offset` of that source, of which the first is 0.
  void count(std::size_t source, std::uint64_t offset) {
    if (++documents_ % every == 0) tell(source, offset, documents_);
  }

  void tell(std::size_t source, std::uint64_t offset, std::uint64_t documents) const {
    document::TimeLimit::look_at_clock();
    if (tell_) tell_({step_, before_[source] + offset, before_.back(), documents});
  }

 private:
  static constexpr std::uint64_t every = 4096;  // documents

  std::string_view step_;
  const OnProgress& tell_;
  std::vector<std::uint64_t> before_{0};  // each source; and all of them
  std::uint64_t documents_ = 0;
};

}  // namespace profilestore::sources
