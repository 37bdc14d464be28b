// Names of files that split(1), or another program, cut one file into: users.json.gz.aa and .ab,
// users.json.part1 and .part2, users.zip.001 and .002, xaa and xab.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace profilestore::sources {

/// The names as they stand for sources: parts that follow each other together, another name alone.
/// Parts that each begin with the same line, as CSV does, are none of one file. Throws InvalidInput
/// that names it, if a part is missing, given twice or out of order.
std::vector<std::vector<std::string>> with_parts_joined(const std::vector<std::string>& names);

/// What parts that are read as one are called: "users.json.gz.aa..ac".
std::string name_of_parts(const std::vector<std::string>& parts);

/// The parts that such a name stands for; none if it is no such name.
std::vector<std::string> parts_named(const std::string& name);

/// Throws InvalidInput if `name` is a part, `bytes` are what is in it, and others are needed to
/// read it: it is not the first and does not begin as an export does, or it is the first, does not
/// end as one, and the next lies beside it.
void refuse_lone_part(const std::string& name, std::string_view bytes);

/// For a part that is broken: what to do about it; "" for another name.
std::string advice_for_part(const std::string& name);

}  // namespace profilestore::sources
