// Text in other encodings, made UTF-8.
#pragma once

#include <string>
#include <string_view>

#include "files/file.hpp"

namespace profilestore::files {

/// Throws InvalidInput that tells some names, if ICU knows no encoding of that name.
void check_encoding(const std::string& name);

/// The encoding that a text tells by its byte order mark; UTF-16 and UTF-32 also without one, as
/// Latin text and JSON look in them. "UTF-16LE"; empty: nothing of the kind.
std::string_view encoding_of_look(std::string_view bytes);

bool is_utf8(std::string_view bytes);

/// The file in UTF-8, in a file without a name; itself if it is in UTF-8 already. The container of
/// what was converted begins with the encoding. `encoding` empty: by its look.
/// Throws InvalidInput, with the offset, for bytes that are not of the encoding; and for a byte
/// order mark that says otherwise.
File in_utf8(File file, const std::string& encoding);

}  // namespace profilestore::files
