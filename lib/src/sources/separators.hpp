// What may stand between two documents of a source.
#pragma once

#include <cstdint>

#include "sources/source.hpp"

namespace profilestore::sources {

/// Whether the bytes [from, to) belong to no document: white space, commas, brackets, comments and
/// byte order marks of JSON; line ends of CSV; at its start a byte order mark and the header. As a
/// reader of the format would say, not as a splitter did.
bool separates(const Source& source, std::uint64_t from, std::uint64_t to);

}  // namespace profilestore::sources
