// A document of BSON that a source ends in, told from one whose length is wrong.
#pragma once

#include <string_view>

namespace profilestore::splitting {

/// Whether the bytes are the beginning of one document, and the rest of it is missing: read field
/// by field they run out before the document ends.
bool is_cut_off_bson(std::string_view bytes);

}  // namespace profilestore::splitting
