// Documents counted by key, as an investigation needs them: first all of them by digests, then
// those that share their key one by one.
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

#include "document/bytes.hpp"
#include "import/spilled.hpp"
#include "import/verdict.hpp"
#include "keys/key.hpp"

namespace profilestore::importing {

class Census {
 public:
  explicit Census(const InvestigateOptions& options);

  /// The top-level names that count() looks at.
  std::vector<std::string> fields() const;

  /// The first pass: a document, or of it fields() alone.
  void count(const Document& fields);
  void count_unusable() { ++unusable_; }

  /// Between the passes.
  void find_groups();

  /// The second pass: whether others have the key of the document, and then the whole of it.
  bool is_of_a_group(const Document& fields) const;
  void look(const Document& document);

  Document report() const;

 private:
  using Digest = document::Digest;
  struct Member {
    std::optional<ObjectId> id;
    std::optional<std::int64_t> updated_at;  ///< milliseconds
    Digest id_digest, content;
    std::optional<Digest> identity;
  };
  struct Group {
    Value key;
    std::vector<Member> members;
  };
  struct Update {
    std::int64_t moment;  ///< milliseconds
    Digest key;
  };
  struct DigestHash {
    std::size_t operator()(const Digest& digest) const;
  };

  std::optional<Digest> key_of(const Document& fields) const;
  Member member_of(const Document& document) const;
  std::vector<const Group*> largest() const;
  void find_shared_updates();
  static GroupFacts facts_of(const Group& group);
  static Value report_of(const Group& group);
  static Value created(const Group& group);
  static Value updated(const Group& group);
  Value timeline() const;

  InvestigateOptions options_;
  keys::Indexer key_;
  std::vector<keys::Indexer> identity_;
  std::int64_t documents_ = 0, unusable_ = 0, null_ = 0, missing_ = 0, arrays_ = 0, distinct_ = 0;
  std::map<std::string, std::int64_t> types_;
  Spilled<Digest> keys_;                        ///< of all documents; then of the groups, sorted
  Spilled<Update> updates_;                     ///< of all documents with a key
  std::map<std::int64_t, std::int64_t> sizes_;  ///< of groups, and how many have it
  std::int64_t in_groups_ = 0;
  Value shared_updates_ = Value::array();
  std::unordered_map<Digest, Group, DigestHash> groups_;
};

}  // namespace profilestore::importing
