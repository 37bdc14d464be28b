// A filter, asked of the texts of documents: where it looks at few fields, the others are not read.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extjson/field_reader.hpp"
#include "match/filter.hpp"

namespace profilestore::query {

/// Those fields of a stored document. Throws Corrupt if it is none.
Document fields_in(std::string_view normal, extjson::FieldReader& fields);

/// Gives the same answers as Filter::matches() of the document that the text is. Not for several
/// threads at once.
class TextFilter {
 public:
  explicit TextFilter(match::Filter filter) : filter_(std::move(filter)) {}

  /// Throws Corrupt if what it reads is no document. REQUIRES: `normal` is in normal form.
  bool matches(std::string_view normal);

  const match::Filter& filter() const { return filter_; }

 private:
  /// A field that is to have a value, as both are written.
  struct Written {
    std::string name, value;
  };

  void look_at_filter();
  bool is_written(std::string_view normal) const;
  bool matches_by_fields(std::string_view normal);

  match::Filter filter_;
  bool looked_at_filter_ = false;  ///< before the first text: most filters are asked of none
  bool matches_all_ = false;
  std::vector<Written> written_;  ///< what is enough, if it stands there; empty: nothing is
  bool looked_at_fields_ = false;
  std::optional<extjson::FieldReader> fields_;
};

}  // namespace profilestore::query
