// The documents of one group field by field: what is equal in all of them, and what differs.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <profilestore/document.hpp>
#include <string>
#include <unordered_set>
#include <vector>

namespace profilestore::investigating {

class SideBySide {
 public:
  /// How many documents it will see, how many of them as a column, and whether values may be shown.
  SideBySide(std::size_t documents, std::size_t columns, bool values);

  /// Each document of the group, in any order; `column`: which one it is.
  void add(const Document& document, std::optional<std::size_t> column);

  /// "fields", see profilestore::investigate: in the order of the columns' documents, then by name.
  Value fields() const;
  std::size_t left_out() const { return left_out_.size(); }  ///< fields beyond the 400th

 private:
  struct Field {
    std::size_t documents = 0;
    std::unordered_set<std::uint64_t> values;  ///< different ones, up to a limit
    std::vector<std::optional<std::string>> cells;
  };
  void look(const std::string& path, const Value& value, std::optional<std::size_t> column,
            int depth);
  Value cells_of(const Field& field) const;

  std::size_t documents_, columns_;
  bool values_;
  std::map<std::string, Field> fields_;
  std::vector<std::vector<std::string>> orders_;  ///< of each column's fields
  std::unordered_set<std::string> left_out_;
};

/// The first `characters` characters of UTF-8 text.
std::string_view cut_text(std::string_view text, std::size_t characters);
std::size_t characters_of(std::string_view text);

}  // namespace profilestore::investigating
