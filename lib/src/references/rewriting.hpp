// The values of one document that refer to documents of a collection: found, and rewritten where
// their documents gave way to others. Who lives is asked; nothing here knows of a store.
#pragma once

#include <functional>
#include <optional>
#include <profilestore/references.hpp>
#include <string>
#include <vector>

#include "document/path.hpp"

namespace profilestore::references {

/// Whose `_id` a value is.
enum class Standing {
  nobody,    ///< of no document, and of none that was set aside
  living,    ///< of a document that is there
  survived,  ///< of one that was set aside for one that is there
  gone,      ///< of one that was set aside for one that is gone
};

struct Answer {
  Standing standing = Standing::nobody;
  Value survivor = {};         ///< of `survived`: its `_id`
  std::string elsewhere = {};  ///< of `survived`: another collection with such an `_id`; "": none
};

/// Told a value in normal form.
using Ask = std::function<Answer(const Value&)>;

/// One value.
struct Found {
  std::string path;  ///< as PathReferences::path
  Value value;       ///< as it was
  std::optional<LeftReference> left = {};
  bool rewritten = false;      ///< neither this nor left: it refers to a document that is there
  std::string elsewhere = {};  ///< of LeftReference::elsewhere
};

struct Findings {
  std::vector<Found> found = {};
  std::vector<std::string> repeated = {};  ///< a path each: see PathReferences::repeated
  bool changed = false;                    ///< whether the document was rewritten
};

class Rewriting {
 public:
  /// `to`: the collection that is referred to.
  Rewriting(std::string to, Ask ask) : to_(std::move(to)), ask_(std::move(ask)) {}

  const std::string& to() const { return to_; }

  /// Rewrites the references that can't stand there by chance. `own`: the document is one of the
  /// collection that is referred to, and its `_id` no reference.
  Findings everywhere(Document& document, bool own = false) const;

  /// Rewrites those at `paths`, none of which leads to another. Adds to `met`, one a path, how
  /// often there was a value.
  Findings at(const std::vector<document::Path>& paths, Document& document,
              std::vector<std::int64_t>& met) const;

 private:
  std::string to_;
  Ask ask_;
};

}  // namespace profilestore::references
