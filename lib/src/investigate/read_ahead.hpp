// The documents of a source, read on a thread of its own, a little ahead of whoever looks at them.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <future>
#include <mutex>
#include <optional>
#include <profilestore/document.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "sources/source.hpp"

namespace profilestore::investigating {

/// A piece of a source, and the document that it is.
struct SourceDocument {
  std::uint64_t offset = 0;  ///< in the source
  std::size_t length = 0;
  bool usable = false;      ///< else it is no document, and the rest is of another
  std::string normal = {};  ///< in normal form
  Document fields = {};     ///< those that were asked for
};

class ReadAhead {
 public:
  /// `fields`: the top-level names that a SourceDocument shall have.
  /// REQUIRES: the source stays.
  ReadAhead(const sources::Source& source, std::vector<std::string> fields);
  ~ReadAhead();
  ReadAhead(const ReadAhead&) = delete;
  ReadAhead& operator=(const ReadAhead&) = delete;

  /// The next one, good until the one after; null at the end. Throws what reading threw.
  const SourceDocument* next();

 private:
  struct Batch {
    std::vector<SourceDocument> documents;
    std::size_t count = 0;  ///< those that were read; the others keep their memory
    std::size_t bytes = 0;
  };

  void read(const sources::Source& source, const std::vector<std::string>& fields);
  bool hand_over(Batch& batch);

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Batch> ready_, done_;  ///< done with: to be filled again
  bool stopped_ = false;            ///< nobody wants more
  bool ended_ = false;              ///< there is no more
  Batch present_;
  std::size_t taken_ = 0;  ///< of it
  std::future<void> reading_;
};

/// The document that stands at a place of a source where next() has found one.
Document document_at(const sources::Source& source, std::uint64_t offset, std::size_t length);

}  // namespace profilestore::investigating
