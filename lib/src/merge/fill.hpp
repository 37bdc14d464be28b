// What a survivor lacks, at its top or inside its sub-documents, and another document has.
#pragma once

#include <profilestore/document.hpp>
#include <string>
#include <utility>
#include <vector>

#include "document/path.hpp"

namespace profilestore::merge {

class Fill {
 public:
  /// Paths at which, and inside which, nothing is filled.
  explicit Fill(std::vector<document::Path> left) : left_(std::move(left)) {}

  /// Gives `survivor` the fields that are missing or null in it, also inside sub-documents that
  /// both have, but not inside arrays, wrappers and DBRefs. A sub-document with a path that is left
  /// is taken in part. Returns the fields, dotted.
  std::vector<std::string> fill(const Document& other, Document& survivor) const;

 private:
  using Segments = std::vector<std::string>;
  using Names = std::vector<std::string>;

  void fill_inside(const Value& other, Value& survivor, Segments& at, Names& filled) const;
  bool is_left(const Segments& at) const;
  bool has_left_inside(const Segments& at) const;

  std::vector<document::Path> left_;
};

}  // namespace profilestore::merge
