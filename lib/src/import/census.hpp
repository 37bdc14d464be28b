// Documents counted by key, as an investigation needs them.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <profilestore/document.hpp>
#include <profilestore/investigate.hpp>
#include <profilestore/object_id.hpp>
#include <string>
#include <unordered_map>
#include <vector>

#include "keys/key.hpp"

namespace profilestore::importing {

class Census {
 public:
  explicit Census(const InvestigateOptions& options);

  /// The top-level names that add() looks at.
  std::vector<std::string> fields() const;

  void add(const Document& fields);
  void add_unusable() { ++unusable_; }

  Document report() const;

 private:
  struct Member {
    std::optional<ObjectId> id;
    std::optional<std::int64_t> updated_at;  ///< milliseconds
  };
  struct Group {
    Value key;
    std::vector<Member> members;
  };

  std::vector<const Group*> largest() const;
  Value shared_updates() const;
  static Value report_of(const Group& group);
  static Value created(const Group& group);
  static Value updated(const Group& group);

  InvestigateOptions options_;
  keys::Indexer key_;
  std::int64_t documents_ = 0, unusable_ = 0, null_ = 0, missing_ = 0, arrays_ = 0;
  std::map<std::string, std::int64_t> types_;
  std::unordered_map<std::string, Group> groups_;
};

}  // namespace profilestore::importing
