// A find that is stepped: the matches of one collection, by a reader that others may use too.
#pragma once

#include <cstdint>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog.hpp"
#include "catalog/stored_rows.hpp"
#include "extjson/field_reader.hpp"
#include "query/filters.hpp"
#include "query/reading.hpp"
#include "query/search.hpp"
#include "store/core.hpp"

namespace profilestore::crud {

/// One statement for all documents, or a list of rows, where they have to be sorted first or where
/// somebody may write between two steps.
class FindRun {
 public:
  /// What may happen between two steps.
  enum class Meanwhile {
    nothing,
    writes,  ///< of the function of the transaction that it reads in; it may end, too
  };

  /// Takes the filters' hint; throws what that does. REQUIRES: the reader outlives it.
  FindRun(store::Reader& reader, std::string_view collection, query::Filters filters,
          const query::Window& window, Meanwhile meanwhile);
  FindRun(const FindRun&) = delete;
  FindRun& operator=(const FindRun&) = delete;

  /// Documents need have no more than these top-level fields, which costs less.
  void read_only_fields(const std::vector<std::string>& names) { fields_.emplace(names); }

  std::optional<Document> next();

  /// The text of the next match, in normal form; valid until the one after it.
  std::optional<std::string_view> next_text();

  const query::Filters& filters() const { return filters_; }

 private:
  bool step();
  bool step_query();
  bool step_rows();
  bool is_there();

  store::Reader& reader_;
  query::Filters filters_;
  Meanwhile meanwhile_;
  std::exception_ptr failure_;           ///< of the statement
  std::string_view text_;                ///< of the match that was stepped to
  std::optional<query::Search> search_;  // these two look into the reader's catalog
  std::optional<catalog::StoredRows> stored_;
  std::optional<catalog::CollectionEntry> collection_;
  std::optional<extjson::FieldReader> fields_;
  std::optional<query::TextFilter> filter_;  ///< of the rows
  std::string text_of_row_;
  std::vector<std::int64_t> rows_;
  std::size_t taken_ = 0;  ///< of the rows
};

}  // namespace profilestore::crud
