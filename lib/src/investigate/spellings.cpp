#include "investigate/spellings.hpp"

#include <algorithm>
#include <tuple>

#include "document/type.hpp"

namespace profilestore::investigating {
namespace {

using document::Digest;

// Any identifier of digits and dashes looks like a telephone number: the name must say that it is.
bool names_telephone(const Paths& paths) {
  for (const std::string& path : paths) {
    std::string name = path.substr(path.rfind('.') + 1);
    for (char& c : name)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    for (const char* part : {"phone", "mobile", "tel", "msisdn", "whatsapp", "fax"})
      if (name.find(part) != name.npos) return true;
  }
  return false;
}

// As most keys are: ObjectIds, numbers, and lower-case texts without blanks around them that no
// rule of Gmail's and no ObjectId's digits could concern.
bool is_certainly_its_form(const keys::Part& part) {
  if (const auto* blob = std::get_if<keys::Blob>(&part))
    return !blob->bytes.empty() &&
           blob->bytes.front() == static_cast<char>(document::bracket(document::Type::object_id));
  const auto* text = std::get_if<std::string>(&part);
  if (text == nullptr) return true;
  constexpr std::size_t digits_of_id = 24;
  const auto plain = [](char c) { return c > ' ' && c < 0x7F && (c < 'A' || c > 'Z'); };
  return text->size() != digits_of_id && std::ranges::all_of(*text, plain) &&
         text->find("@g") == text->npos;
}

}  // namespace

Spellings::Spellings(const Paths& paths) {
  const auto add_way = [&](std::initializer_list<Normalise::Step> steps, bool plausible = true) {
    const Normalise normalise(steps);
    ways_.push_back(
        {normalise, keys::Indexer(UniqueIndex{.paths = paths, .normalise = normalise}), plausible});
  };
  add_way({Normalise::trim, Normalise::nfc, Normalise::fold_case});
  add_way({Normalise::email});
  add_way({Normalise::gmail});
  may_be_telephone_ = names_telephone(paths);
  add_way({Normalise::digits}, may_be_telephone_);
  add_way({Normalise::hex_id});
}

void Spellings::add(const Document& fields, const keys::Key& key, const Digest& digest) {
  if (!may_be_telephone_ && std::ranges::all_of(key, is_certainly_its_form)) return;
  for (Way& way : ways_) {
    if (!way.is_plausible) continue;
    const keys::Key form = way.indexer.extract(fields).key;
    if (form != key) way.respelled.push_back({document::digest_of(keys::bytes_of(form)), digest});
  }
}

// A group is all respelled keys of one form, and the key that is the form itself.
Spellings::Found Spellings::found(Way& way, const Documents& documents) {
  Found found;
  auto& all = way.respelled;
  std::sort(all.begin(), all.end(), [](const Respelled& a, const Respelled& b) {
    return std::tie(a.form, a.key) < std::tie(b.form, b.key);
  });
  for (std::size_t begin = 0, end = 0; begin < all.size(); begin = end) {
    std::int64_t spellings = 0, count = documents(all[begin].form);
    if (count > 0) ++spellings;
    for (; end < all.size() && all[end].form == all[begin].form; ++end)
      if (end == begin || all[end].key != all[end - 1].key) ++spellings;
    count += static_cast<std::int64_t>(end - begin);
    if (spellings < 2) continue;
    ++found.groups;
    found.documents += count;
  }
  return found;
}

Value Spellings::report(const Documents& documents) {
  Value report = Value::array();
  std::int64_t most = 0;  // of those that include each other
  for (Way& way : ways_) {
    const Found in_way = found(way, documents);
    const auto steps = way.normalise.at("");
    const bool apart = steps.front() == Normalise::digits || steps.front() == Normalise::hex_id;
    if (in_way.documents <= (apart ? 0 : most)) continue;
    if (!apart) most = in_way.documents;
    report.push_back({{"normalise", value_of(way.normalise)},
                      {"groups", in_way.groups},
                      {"documents", in_way.documents}});
  }
  return report;
}

}  // namespace profilestore::investigating
