#include "staging/users.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "document/bytes.hpp"
#include "document/compare.hpp"
#include "document/type.hpp"
#include "merge/combine.hpp"
#include "merge/nobody.hpp"
#include "sources/open_sources.hpp"

namespace profilestore::staging {
namespace {

using Answer = Adoption::Answer;

std::uint64_t beginning_of(std::string_view sign) {
  const document::Digest digest = document::digest_of(sign);
  std::uint64_t beginning = 0;
  for (std::size_t i = 0; i < 8; ++i) beginning = beginning << 8 | digest[i];
  return beginning;
}

// Whether something stands on the way to `path` that is no document: nothing can be put there.
bool is_barred(const Document& fields, const document::Path& path) {
  const Value* at = &fields;
  for (const std::string& segment : path.segments()) {
    if (!merge::has_value(at)) return false;
    if (!document::is_plain_object(*at)) return true;
    at = document::member(*at, segment);
  }
  return false;
}

}  // namespace

Users::Users(const UserLookup& asked)
    : key_(UserKey::parse(asked.key)),
      sources_(sources::open_sources({asked.file}, sources::SourceType::of(asked))) {}

std::shared_ptr<const Users> Users::read(const UserLookup& asked, const OnProgress& progress) {
  if (asked.file.empty()) return nullptr;
  std::shared_ptr<Users> users(new Users(asked));
  sources::ProgressReporter reporter("users", users->sources_, progress);
  for (std::size_t i = 0; i < users->sources_.size(); ++i)
    users->read(static_cast<std::uint16_t>(i), reporter);
  std::sort(users->known_.begin(), users->known_.end(), [](const Known& a, const Known& b) {
    return std::tie(a.sign, a.source, a.offset) < std::tie(b.sign, b.source, b.offset);
  });
  return users;
}

void Users::read(std::uint16_t number, sources::ProgressReporter& reporter) {
  const sources::Source& source = sources_[number];
  extjson::Reader reader(user_fields(), extjson::Syntax::exported);
  std::string json;
  Document fields;
  const auto splitter = source.splitter([&](std::string_view piece) {
    try {
      fields = reader.read(source.json_of(piece, json)).fields;
      return true;
    } catch (const InvalidInput&) {
      return false;
    }
  });
  while (const auto piece = splitter->next()) {
    reporter.count(number, piece->offset);
    ++read_;
    if (!piece->usable || merge::nobody_of(document::find(fields, key_.from))) continue;
    const Value* user = document::find(fields, key_.user);
    if (merge::nobody_of(user)) continue;
    if (const auto sign = encoder_.of(user))
      known_.push_back({beginning_of(*sign), piece->offset,
                        static_cast<std::uint32_t>(piece->bytes.size()), piece->line, number});
  }
}

std::vector<std::string> Users::fields() const {
  return {key_.profile.segments().front(), key_.target.segments().front()};
}

std::vector<std::string> Users::user_fields() const {
  std::vector<std::string> names{"_id", key_.user.segments().front(), key_.from.segments().front()};
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

Adopter::Adopter(const Users& users)
    : users_(users), reader_(users.user_fields(), extjson::Syntax::exported) {}

std::optional<Adoption> Adopter::look_up(const Document& fields) {
  const UserKey& key = users_.key_;
  if (!merge::nobody_of(document::find(fields, key.target))) return std::nullopt;
  if (is_barred(fields, key.target))
    return Adoption{Answer::unknown,
                    fmt::format("it cannot have a '{}': a parent of this path is not a document",
                                key.target.text())};
  const Value* profile = document::find(fields, key.profile);
  const auto sign = merge::nobody_of(profile) ? std::nullopt : users_.encoder_.of(profile);
  if (!sign)
    return Adoption{Answer::unknown, fmt::format("it has no '{}', and no '{}' to look it up by",
                                                 key.target.text(), key.profile.text())};
  std::optional<Adoption> found;
  const std::uint64_t beginning = beginning_of(*sign);
  const auto before = [](const Users::Known& known, std::uint64_t value) {
    return known.sign < value;
  };
  auto known = std::lower_bound(users_.known_.begin(), users_.known_.end(), beginning, before);
  for (; known != users_.known_.end() && known->sign == beginning; ++known) {
    const Document user = fields_of(*known);
    if (users_.encoder_.of(document::find(user, key.user)) != sign) continue;
    const Value* value = document::find(user, key.from);
    if (found && !document::equal(found->value, *value))
      return Adoption{Answer::ambiguous,
                      fmt::format("several users have its '{}'", key.profile.text())};
    if (!found)
      found = {Answer::adopted,
               "",
               user.value("_id", Value()),
               *value,
               users_.sources_[known->source].name(),
               users_.key_.text,
               key.target.text(),
               known->line,
               known->offset};
  }
  if (found) return found;
  return Adoption{Answer::nobodys, fmt::format("no user has its '{}'", key.profile.text())};
}

void Adopter::give(const Adoption& adoption, Document& document) const {
  document::put(document, users_.key_.target, adoption.value);
}

Document Adopter::fields_of(const Users::Known& known) {
  const sources::Source& source = users_.sources_[known.source];
  return reader_.read(source.json_of(source.bytes().substr(known.offset, known.length), json_))
      .fields;
}

}  // namespace profilestore::staging
