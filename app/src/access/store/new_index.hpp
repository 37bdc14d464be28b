// What a person chose of an index, as the library has it; for the sources of this room alone.
#pragma once

#include <profilestore/index.hpp>

#include "access/store/overview.hpp"

namespace profiles::access {

/// "trim,case" as steps.
profilestore::Normalise normalise_from(const QString& text);
/// "reject" as a rule. Throws InvalidInput for another name.
profilestore::Missing missing_from(const QString& name);
profilestore::Index index_from(const NewIndex& index);

}  // namespace profiles::access
