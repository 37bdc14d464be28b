// The references of one collection, counted by path.
#pragma once

#include <map>
#include <profilestore/references.hpp>
#include <string>
#include <vector>

#include "references/rewriting.hpp"

namespace profilestore::references {

class Tally {
 public:
  /// What was found in a document with `id`, which is now as it was rewritten.
  void add(const Findings& findings, const Value& id) { add(findings, id, false); }

  /// What was found in one that was left as it is, since it can't be as it was rewritten.
  void add_conflict(const Findings& findings, const Value& id) { add(findings, id, true); }

  /// The paths that refer to the collection; sorted. `named`: all that have values.
  std::vector<PathReferences> paths(bool named) const;

 private:
  void add(const Findings& findings, const Value& id, bool conflict);
  PathReferences& at(const std::string& path);

  std::map<std::string, PathReferences> paths_;
};

}  // namespace profilestore::references
