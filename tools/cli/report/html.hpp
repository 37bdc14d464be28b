// HTML text, elements and attributes, escaped.
#pragma once

#include <string>
#include <string_view>

namespace profilestore::cli {

/// Text for use between tags and in quoted attributes. Control characters, and those that change
/// the direction of the text around them, become a visible \u{…}.
std::string escaped(std::string_view text);

/// <name class="…">…</name>; `inner` is HTML.
std::string element(std::string_view name, std::string_view inner,
                    std::string_view attributes = {});

/// The same; `text` is escaped.
std::string text_element(std::string_view name, std::string_view text,
                         std::string_view attributes = {});

}  // namespace profilestore::cli
