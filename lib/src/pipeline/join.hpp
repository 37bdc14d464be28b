// The documents of a collection that have one of some values at a path: what $lookup and
// $graphLookup ask for again and again.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <profilestore/document.hpp>
#include <string>
#include <utility>
#include <vector>

#include "document/path.hpp"
#include "keys/collator.hpp"
#include "match/filter.hpp"
#include "pipeline/stage.hpp"

namespace profilestore::pipeline {

/// Found by an index where one serves, which of a sparse one, say, depends on the value; else the
/// rows are listed once, by digests of what they have at the path, if the list fits into memory;
/// else each time all documents are looked at.
class Join {
 public:
  /// `restriction`: a filter that they match besides; {}: none. REQUIRES: what `run` refers to
  /// outlives this and its streams.
  Join(std::string collection, std::string path, std::shared_ptr<const match::Terms> terms, Run run,
       Document restriction = Document::object());

  /// What null among the values asks for: documents that lack the path too, or not.
  enum class Null { or_missing, written };

  /// MongoDB: as {path: {$in: values}}, in natural order. REQUIRES: they are in normal form.
  StreamPointer matching(std::vector<Value> values, Null null = Null::or_missing);

  /// Each value at a path, those of an array one by one.
  static std::vector<Value> written_at(const Document& document, const document::Path& path);

  /// What $lookup joins a document by: these, or null where there is none.
  static std::vector<Value> values_at(const Document& document, const document::Path& path);

 private:
  enum class Way { unknown, by_index, by_list, by_scan };
  struct Listed {
    std::uint64_t digest;
    std::int64_t row;
    auto operator<=>(const Listed&) const = default;
  };
  class Rows;

  Way way_for(const match::Filter& filter, const std::vector<Value>& values);
  Way without_index();
  bool list_rows();
  std::uint64_t digest_of(const Value& value) const;
  std::vector<std::int64_t> rows_with(const std::vector<Value>& values) const;

  std::string collection_;
  document::Path path_;
  std::shared_ptr<const match::Terms> terms_;
  Run run_;
  Document restriction_;
  std::optional<keys::Collator> collator_;
  bool serves_all_ = false;       ///< an index that served one value does all
  Way otherwise_ = Way::unknown;  ///< where no index serves
  std::vector<Listed> listed_;
};

}  // namespace profilestore::pipeline
