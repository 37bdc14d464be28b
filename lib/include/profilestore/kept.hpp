// Decisions that a document is the one of its group that survives, whatever the rules say.
#pragma once

#include <cstddef>
#include <profilestore/store.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace profilestore {

/// A document that was chosen by hand.
struct KeptDocument {
  Value id;             ///< its `_id`
  std::string decided;  ///< when, as ISO text
};

/// Records that the document with this `_id` survives the group that it is in. A later import or
/// make_unique keeps it before all rules, and whatever ImportOptions::on_existing says; of several
/// in one group the rules choose one. Earlier merges stay; to have the document back that lost one,
/// undo that import, and import again. The document need not exist. Returns false if the decision
/// was recorded before.
///
/// Throws InvalidInput for an `_id` that no document can have, and if there is no such collection
/// (26).
bool keep_document(const Store& store, std::string_view collection, const Value& id);

/// Removes the decision. Returns false if it was not recorded. Throws as keep_document.
bool forget_kept_document(const Store& store, std::string_view collection, const Value& id);

/// All decisions, ordered by `_id`, or with a limit so many after the first `skip`. Throws
/// InvalidInput if there is no such collection (26).
std::vector<KeptDocument> kept_documents(const Store& store, std::string_view collection,
                                         std::size_t skip = 0, std::size_t limit = 0);

}  // namespace profilestore
