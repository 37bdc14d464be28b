#include "import/source_type.hpp"

#include <fmt/format.h>

#include <profilestore/error.hpp>

namespace profilestore::importing {

void SourceType::check() const {
  if (!name.empty() && name != "csv" && name != "tsv")
    throw InvalidInput(2, fmt::format("type '{}': a source's type is csv or tsv; JSON and BSON are "
                                      "known by their looks, without a type",
                                      name));
  if (name.empty() && columns_have_types)
    throw InvalidInput(2, "columns that have types go with the type csv or tsv only");
  if (name.empty() && ignore_blanks)
    throw InvalidInput(2, "to ignore blanks goes with the type csv or tsv only");
}

}  // namespace profilestore::importing
