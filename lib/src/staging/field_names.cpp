#include "staging/field_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <profilestore/error.hpp>
#include <set>
#include <utility>

#include "catalog/rows.hpp"
#include "document/type.hpp"
#include "extjson/reader.hpp"

namespace profilestore::staging {
namespace {

constexpr int most_documents = 1000;  // of each source
constexpr std::size_t most_names = 10'000;

void add_names(const Value& value, const std::string& prefix, std::set<std::string>& names) {
  if (value.is_array()) {
    for (const Value& element : value) add_names(element, prefix, names);
    return;
  }
  if (!document::is_plain_object(value)) return;
  for (const auto& [name, inner] : value.items()) {
    if (names.size() >= most_names) return;
    const std::string path = prefix.empty() ? name : prefix + "." + name;
    names.insert(path);
    add_names(inner, path, names);
  }
}

// Letters and digits alone, in lower case: "created_at" and "createdAt" are one.
std::string letters_of(std::string_view name) {
  std::string letters;
  for (const char c : name)
    if (c >= 'A' && c <= 'Z')
      letters += static_cast<char>(c - 'A' + 'a');
    else if (c != '_' && c != '-' && c != ' ')
      letters += c;
  return letters;
}

// Letters to insert, remove, replace or swap with their neighbour to make `b` of `a`.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before, last(b.size() + 1), row(b.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t other = a[i - 1] == b[j - 1] ? 0 : 1;
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + other});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before = std::exchange(last, row);
  }
  return last.back();
}

}  // namespace

std::vector<std::string> field_names(const std::vector<sources::Source>& sources) {
  std::set<std::string> names;
  extjson::Reader reader({}, extjson::Syntax::exported);
  std::string buffer;
  for (const sources::Source& source : sources) {
    std::string normal;
    const auto splitter = source.splitter([&](std::string_view piece) {
      try {
        normal = reader.read(source.json_of(piece, buffer)).normal;
        return true;
      } catch (const InvalidInput&) {
        return false;
      }
    });
    for (int i = 0; i < most_documents; ++i) {
      const auto piece = splitter->next();
      if (!piece) break;
      if (piece->usable) add_names(catalog::decode(normal), "", names);
    }
  }
  return {names.begin(), names.end()};
}

std::vector<std::string> field_names(const std::vector<Document>& documents) {
  std::set<std::string> names;
  for (const Document& document : documents) add_names(document, "", names);
  return {names.begin(), names.end()};
}

std::string nearest_name(std::string_view name, const std::vector<std::string>& names) {
  constexpr std::size_t longest = 100;
  if (name.size() > longest) return "";
  const std::string wanted = letters_of(name);
  std::string nearest;
  std::size_t least = std::max<std::size_t>(1, (wanted.size() + 1) / 3) + 1;
  for (const std::string& one : names) {
    if (one.size() > longest) continue;
    const std::size_t letters = distance(wanted, letters_of(one));
    if (letters < least) {
      least = letters;
      nearest = one;
    }
  }
  return nearest;
}

std::string hint_for(std::string_view name, const std::vector<std::string>& names) {
  const std::string meant = nearest_name(name, names);
  return meant.empty() ? "." : fmt::format("; did you mean '{}'?", meant);
}

}  // namespace profilestore::staging
