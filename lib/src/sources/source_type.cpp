#include "sources/source_type.hpp"

#include <fmt/format.h>

#include <profilestore/error.hpp>

namespace profilestore::sources {

void SourceType::check() const {
  if (!name.empty() && name != "csv" && name != "tsv")
    throw InvalidInput(2, fmt::format("type '{}': the type of a source is csv or tsv; JSON and "
                                      "BSON are detected without a type",
                                      name));
  if (name.empty() && columns_have_types)
    throw InvalidInput(2, "typed columns need the type csv or tsv");
  if (name.empty() && ignore_blanks)
    throw InvalidInput(2, "ignoring blanks needs the type csv or tsv");
}

}  // namespace profilestore::sources
