// Which fields look as if they should be unique, told by a sample of documents.
#pragma once

#include <cstdint>
#include <map>
#include <profilestore/document.hpp>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace profilestore::investigating {

/// Whether the last name of a path is one that keys have: userId, user_id, email, username, uuid, …
bool named_like_key(std::string_view name);

class KeyCandidates {
 public:
  static constexpr std::int64_t sample = 10'000;  ///< documents to look at

  /// Looks at its fields, and at those of its objects.
  void add(const Document& document);
  bool enough() const { return documents_ >= sample; }
  std::int64_t documents() const { return documents_; }

  /// At most five paths. First those named like keys: userId, then others by how different their
  /// values are. Then those of strings without white space, and of ObjectIds, that are nearly
  /// unique.
  /// `_id` if there are no others and it is not unique.
  std::vector<std::string> found() const;

 private:
  struct Field {
    std::int64_t present = 0, key_like = 0;
    std::unordered_set<std::uint64_t> values;  ///< of those that are like a key
    double distinct() const {
      return static_cast<double>(values.size()) / static_cast<double>(key_like);
    }
  };
  void look(const std::string& path, const Value& value, int depth);
  int rank(const std::string& path, const Field& field) const;

  std::int64_t documents_ = 0;
  std::map<std::string, Field> fields_;
};

}  // namespace profilestore::investigating
