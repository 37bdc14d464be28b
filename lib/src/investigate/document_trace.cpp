#include "investigate/document_trace.hpp"

#include <algorithm>
#include <profilestore/object_id.hpp>
#include <tuple>

#include "document/bytes.hpp"
#include "document/moment.hpp"
#include "merge/rules.hpp"

namespace profilestore::investigating {
namespace {

std::string lower(std::string_view text) {
  std::string lowered(text);
  for (char& c : lowered)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lowered;
}

// E-mails that differ in letters' case or in white space around them are one person's.
std::string identity_text(const Value& value) {
  if (!value.is_string()) return value.dump();
  const auto& text = value.get_ref<const std::string&>();
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == text.npos) return {};
  return lower(std::string_view(text).substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1));
}

// JSON: a string that tells a moment.
bool is_iso_text(std::string_view value) {
  return value.size() > 2 && value.front() == '"' &&
         document::millis_of_iso(value.substr(1, value.size() - 2)).has_value();
}

}  // namespace

std::uint64_t short_digest(std::string_view text) {
  const document::Digest digest = document::digest_of(text);
  std::uint64_t number = 0;
  for (int i = 0; i < 8; ++i) number = number << 8 | digest[i];
  return number == 0 ? 1 : number;
}

bool tells_of_writing(const extjson::FieldText& field) {
  if (field.name == "__v") return true;
  if (!field.value.starts_with(R"({"$date":)") && !is_iso_text(field.value)) return false;
  if (field.name.ends_with("At")) return true;
  const std::string name = lower(field.name);
  for (const char* part : {"creat", "updat", "modif", "insert", "lastseen", "last_seen", "_at"})
    if (name.find(part) != name.npos) return true;
  return false;
}

bool made_before(const DocumentTrace& a, const DocumentTrace& b) {
  return std::tie(a.created, a.updated, a.id, a.content, a.process) <
         std::tie(b.created, b.updated, b.id, b.content, b.process);
}

TraceReader::TraceReader(std::string_view updated, const std::vector<std::string>& identity)
    : updated_(updated), identity_(identity.begin(), identity.end()) {}

// The order of the fields is no part of the content.
std::uint64_t TraceReader::content_of(std::string_view normal) {
  parts_.clear();
  for (std::size_t at = 0; const auto field = extjson::next_field(normal, at);)
    if (field->name != "_id" && field->name != updated_.text() && !tells_of_writing(*field))
      parts_.push_back(field->whole);
  std::ranges::sort(parts_);
  joined_.clear();
  for (const std::string_view part : parts_) (joined_ += part) += ',';
  return short_digest(joined_);
}

std::uint64_t TraceReader::identity_of(const Document& fields) const {
  std::string joined;
  for (const document::Path& path : identity_) {
    const Value* value = document::find(fields, path);
    const std::string text = value == nullptr || value->is_null() ? "" : identity_text(*value);
    if (text.empty()) return 0;
    (joined += text) += '\0';
  }
  return joined.empty() ? 0 : short_digest(joined);
}

DocumentTrace TraceReader::read(std::string_view normal, const Document& fields) {
  DocumentTrace copy;
  copy.content = content_of(normal);
  if (const Value* id = document::member(fields, "_id")) {
    copy.id = short_digest(id->dump());
    if (const auto object_id = ObjectId::from_value(*id)) {
      const auto& bytes = object_id->bytes();
      copy.created = static_cast<std::uint32_t>(object_id->time().time_since_epoch().count());
      std::copy_n(bytes.begin() + 4, copy.process.size(), copy.process.begin());
    }
  }
  const Value* updated = document::find(fields, updated_);
  if (updated != nullptr) copy.updated = merge::moment_of(*updated);
  copy.identity = identity_of(fields);
  return copy;
}

}  // namespace profilestore::investigating
