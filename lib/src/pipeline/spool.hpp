// A list of documents that is written once and read several times: in memory up to a limit, then in
// a temporary file.
#pragma once

#include <optional>
#include <profilestore/document.hpp>
#include <string_view>
#include <vector>

#include "files/spill_file.hpp"
#include "pipeline/stage.hpp"

namespace profilestore::pipeline {

class Spool {
 public:
  /// `stage`: whose it is, for errors.
  Spool(const Limits& limits, std::string_view stage) : limits_(limits), stage_(stage) {}

  /// Throws InvalidExpression (292); StorageFailure.
  void add(Document document);

  /// REQUIRES: nothing is added any more.
  std::unique_ptr<Stream> read();

  /// As read(), of a spool that lives as long as the stream.
  static std::unique_ptr<Stream> read_all(std::shared_ptr<Spool> spool);

 private:
  class Reading;

  Limits limits_;
  std::string_view stage_;
  std::size_t bytes_ = 0;
  std::vector<Document> documents_;  ///< the first ones
  std::optional<files::SpillFile> file_;
};

}  // namespace profilestore::pipeline
