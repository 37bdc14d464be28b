// One document as an investigation remembers it: a few dozen bytes that tell how it came about.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <profilestore/document.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "document/path.hpp"
#include "extjson/normal_fields.hpp"

namespace profilestore::investigating {

/// The digests are the first 8 bytes of a SHA-256: enough to tell the documents of a group apart.
struct DocumentTrace {
  std::uint64_t id = 0;        ///< of its `_id`; 0: it has none
  std::uint64_t content = 0;   ///< of everything but `_id`, `__v` and when it was written
  std::uint64_t identity = 0;  ///< of what tells persons apart; 0: not there
  std::optional<std::int64_t> updated = {};   ///< milliseconds
  std::optional<std::uint32_t> created = {};  ///< seconds, of its ObjectId
  std::array<std::uint8_t, 5> process = {};   ///< of its ObjectId

  bool operator==(const DocumentTrace&) const = default;
};

/// Before another: by time, and then by what does not depend on where it stood.
bool made_before(const DocumentTrace& a, const DocumentTrace& b);

class TraceReader {
 public:
  /// The paths of the moment of the last update, and of what tells persons apart: a document that
  /// lacks one of those has no identity.
  TraceReader(std::string_view updated, const std::vector<std::string>& identity);

  /// `normal`: a document in normal form; `fields`: its `_id` and the fields of the paths, at
  /// least.
  DocumentTrace read(std::string_view normal, const Document& fields);

 private:
  std::uint64_t content_of(std::string_view normal);

  std::uint64_t identity_of(const Document& fields) const;

  document::Path updated_;
  std::vector<document::Path> identity_;
  std::vector<std::string_view> parts_;  ///< of the present document
  std::string joined_;
};

/// A number that two texts share exactly if they are equal, as good as surely; never 0.
std::uint64_t short_digest(std::string_view text);

/// Whether a field says when its document was written, and nothing of what it says: a date at the
/// top whose name tells of creating, updating or seeing (`createdAt`, `updated_at`, `modified`), or
/// ends in At. `birthDate` is none. Of Mongoose's `__v` the same is true.
bool tells_of_writing(const extjson::FieldText& field);

}  // namespace profilestore::investigating
