// The parts of documents that some paths lead to.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "document/path.hpp"

namespace profilestore::splicing {

using SharedPath = std::shared_ptr<const document::Path>;

/// What is known of one name: a field that a path ends at is taken whole, whatever is below it.
struct Part {
  std::string name;
  std::string spelled;           ///< as JSON spells it, without its quotes
  bool whole = false;            ///< a path ends here
  bool written = false;          ///< it, or what is below it, may be changed
  std::vector<Part> parts = {};  ///< of a field that is not taken whole: of its fields
};

/// The parts of any document that can be `written` and `read`. Nothing if a path has to be followed
/// in all of the document: a segment that is empty, or begins with a `$`.
std::optional<Part> parts_of(std::span<const SharedPath> written, std::span<const SharedPath> read);

}  // namespace profilestore::splicing
