#include "investigate/key_candidates.hpp"

#include <algorithm>
#include <tuple>

#include "document/type.hpp"
#include "merge/nobody.hpp"

namespace profilestore::investigating {
namespace {

using document::Type;

constexpr std::size_t most_fields_seen = 1000;  // of documents whose names are data
constexpr std::size_t longest_key = 128;
constexpr std::size_t shown = 5;

std::string bare_name(std::string_view text) {
  std::string lowered(text);
  for (char& c : lowered)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  std::erase_if(lowered, [](char c) { return c == '_' || c == '-'; });
  return lowered;
}

std::string_view last_name(std::string_view path) { return path.substr(path.rfind('.') + 1); }

bool is_key_like(const Value& value, Type type) {
  if (type == Type::string) {
    const auto& text = value.get_ref<const std::string&>();
    return !text.empty() && text.size() <= longest_key &&
           text.find_first_of(" \t\r\n") == text.npos;
  }
  return type == Type::object_id || type == Type::binary || type == Type::int32 ||
         type == Type::int64 || type == Type::real;
}

}  // namespace

bool named_like_key(std::string_view name) {
  if (name.ends_with("Id") || name.ends_with("ID") || name.ends_with("_id")) return true;
  static constexpr std::string_view names[] = {
      "id",   "userid", "email", "emailaddress", "mail", "username",   "login",  "uid",
      "uuid", "guid",   "phone", "phonenumber",  "sub",  "externalid", "handle", "slug"};
  return std::ranges::find(names, bare_name(name)) != std::end(names);
}

void KeyCandidates::add(const Document& document) {
  ++documents_;
  look("", document, 0);
}

void KeyCandidates::look(const std::string& path, const Value& value, int depth) {
  if (document::is_plain_object(value)) {
    if (depth == 2) return;
    for (const auto& [name, inner] : value.items())
      if (!name.empty() && name.find('.') == name.npos)  // else no path leads there
        look(path.empty() ? name : path + "." + name, inner, depth + 1);
    return;
  }
  const auto found = fields_.find(path);
  if (found == fields_.end() && fields_.size() >= most_fields_seen) return;
  const Type type = document::type_of(value);
  if (merge::nobody_of(&value)) return;
  Field& field = fields_[path];
  ++field.present;
  // A number says that it is a key by its name only.
  if (!is_key_like(value, type)) return;
  if (document::is_number(type) && !named_like_key(last_name(path))) return;
  ++field.key_like;
  field.values.insert(std::hash<std::string>()(value.dump()));
}

// 0: no candidate; the least comes first.
int KeyCandidates::rank(const std::string& path, const Field& field) const {
  if (path == "_id" || field.key_like < 2 || 2 * field.key_like < field.present) return 0;
  const std::string_view name = last_name(path);
  if (named_like_key(name)) {
    // What many have in common, as a tenant, is no key of one of them.
    if (field.distinct() < 0.05) return 0;
    return bare_name(name) == "userid" || path == "user._id" ? 1 : 2;
  }
  const bool common = 2 * field.key_like >= documents_;
  return common && field.distinct() >= 0.9 ? 3 : 0;
}

std::vector<std::string> KeyCandidates::found() const {
  std::vector<std::tuple<int, double, std::string>> ranked;
  for (const auto& [path, field] : fields_)
    if (const int place = rank(path, field); place != 0)
      ranked.emplace_back(place, -field.distinct(), path);
  std::ranges::sort(ranked);
  std::vector<std::string> paths;
  for (const auto& [place, distinct, path] : ranked)
    if (paths.size() < shown) paths.push_back(path);
  const auto id = fields_.find("_id");
  if (paths.empty() && id != fields_.end() && id->second.distinct() < 1) paths.push_back("_id");
  return paths;
}

}  // namespace profilestore::investigating
