#include "merge/identity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <profilestore/error.hpp>

namespace profilestore::merge {

Identity Identity::of(const std::vector<std::string>& fields) {
  Identity identity;
  for (const std::string& field : fields) {
    const document::Path path(field);
    if (path.has_empty_segment())
      throw InvalidInput(2, fmt::format("identity: '{}' is not a field path", field));
    for (const document::Path& other : identity.fields_)
      if (other.text() == field)
        throw InvalidInput(2, fmt::format("identity: '{}' is given twice", field));
    identity.fields_.push_back(path);
  }
  if (identity.any()) identity.encoder_.emplace();
  return identity;
}

std::vector<std::string> Identity::fields() const {
  std::vector<std::string> names;
  for (const document::Path& path : fields_) names.push_back(path.segments().front());
  return names;
}

std::vector<RuleQuestion> Identity::questions() const {
  std::vector<RuleQuestion> questions;
  for (const document::Path& path : fields_)
    questions.push_back({"identity", path.text(), {{path}}});
  return questions;
}

std::optional<std::string> Identity::sign_of(std::size_t field, const Document& document) const {
  return encoder_->of(document::find(document, fields_[field]));
}

std::optional<std::string> Identity::Person::differs(const Document& document) const {
  for (const auto& [field, sign] : known_) {
    const auto its = identity_.sign_of(field, document);
    if (its && *its != sign) return identity_.fields_[field].text();
  }
  return std::nullopt;
}

bool Identity::Person::confirms(const Document& document) const {
  return std::ranges::any_of(known_, [&](const auto& one) {
    return identity_.sign_of(one.first, document) == one.second;
  });
}

void Identity::Person::add(const Document& document) {
  for (std::size_t i = 0; i < identity_.fields_.size(); ++i)
    if (auto sign = identity_.sign_of(i, document)) known_.try_emplace(i, std::move(*sign));
}

}  // namespace profilestore::merge
