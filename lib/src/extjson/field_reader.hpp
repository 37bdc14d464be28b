// Some fields of a text that is in normal form already, found without reading the rest of it.
#pragma once

#include <memory>
#include <profilestore/document.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace profilestore::extjson {

/// Reads the same fields of one document after the other. Not for several threads at once.
class FieldReader {
 public:
  /// `names`: of top-level fields.
  explicit FieldReader(const std::vector<std::string>& names);
  ~FieldReader();
  FieldReader(FieldReader&&) noexcept;
  FieldReader& operator=(FieldReader&&) noexcept;

  /// The fields of these names, in the order of the document. Throws MalformedJson if the text is
  /// no document. REQUIRES: `normal` is what Reading::normal is, or a document that dump() wrote.
  Document fields_of(std::string_view normal);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace profilestore::extjson
