// Where the fields of a document come from that are not its own, as the provenance has them.
#pragma once

#include "history/provenance.hpp"
#include "planning/document_merger.hpp"

namespace profilestore::planning {

history::SourcePosition place_of(const Candidate& candidate);

/// Of a document that is written as it was read: what its user gave it.
Value fields_from_user(const staging::ReadDocument& read);

/// Of a merged document.
Value fields_from_merge(const staging::MergeRecipe& recipe, const MergedDocument& merged);

}  // namespace profilestore::planning
