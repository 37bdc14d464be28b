// Which of the collections of dumps is meant.
#pragma once

#include <string>
#include <vector>

#include "sources/opened.hpp"

namespace profilestore::sources {

struct Choice {
  /// The name of a collection or of a database, or both: "app.users"; empty: none was said.
  std::string from = {};
  std::string collection = {};  ///< if `from` is empty, the collection of that name
  bool files_too = false;       ///< `from` may be given for sources that are no dump
};

/// Leaves of each dump the sources of one collection: the chosen one; if none was said, the only
/// one that there is. Throws InvalidInput that lists what there is.
void choose_collection(std::vector<Opened>& all, const Choice& choice);

/// Leaves of each dump what `from` names; if it is empty, all of it. Throws InvalidInput if that is
/// of several databases, or nothing.
void choose_database(std::vector<Opened>& all, const std::string& from);

}  // namespace profilestore::sources
